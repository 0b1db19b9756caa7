# 公道 Gongdao. Everything is done by tools/dev.py, which works without make as well.
#   make run      open the application (a demonstration where there is no display)
#   make test     run the tests                  make test ARGS="-k ladder"
#   make check    form, types, walls, dead code
#   make bench    what it does in a second, beside raw SQLCipher
#   make reliability   kill it, cut its power, damage it: with counts (half an hour)
#   make build    a folder in dist/ that runs without Python

PYTHON ?= python3

.PHONY: run test check bench reliability build
run test check bench reliability build:
	@$(PYTHON) tools/dev.py $@ $(ARGS)
