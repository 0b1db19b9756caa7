/* A shim below Python and SQLite: records what a process does to one folder's files,
 * and refuses it on command. Linux, through LD_PRELOAD.
 *
 *   GD_ROOT   the folder that is watched (absolute, without links)
 *   GD_LOG    where to record; nothing is recorded without it
 *
 * A record is a `struct head`, two paths and the data. What is written to the standard
 * output is recorded as a mark, so it is known what had been said before any moment.
 * Memory that is mapped passes unseen: SQLite maps its index of the log alone, which
 * is made anew after a crash.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096

enum { MARK, OPEN, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, RMDIR };
enum { ONCE, FROM_THEN_ON };

struct head {
    uint8_t what, made, emptied, folder;
    uint32_t size;
    uint64_t node, at;
    uint16_t path, other;
    uint32_t unused;
};

static char root[PATH_MAX];
static size_t root_length;
static int log_file = -1;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char *path_of[MOST_FILES];
static uint64_t node_of[MOST_FILES];
static uint8_t folder_of[MOST_FILES];
static __thread int inside;

static long points, failing_at, refused;
static int failing_with, manner, cut_short;
static char last_refused[PATH_MAX + 32];

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_unlinkat)(int, const char *, int);
static int (*real_mkdirat)(int, const char *, mode_t);

__attribute__((constructor)) static void begin(void)
{
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_openat = dlsym(RTLD_NEXT, "openat64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_renameat = dlsym(RTLD_NEXT, "renameat");
    real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
    real_mkdirat = dlsym(RTLD_NEXT, "mkdirat");
    const char *named = getenv("GD_ROOT");
    if (named != NULL && strlen(named) < sizeof root) {
        strcpy(root, named);
        root_length = strlen(root);
    }
    const char *file = getenv("GD_LOG");
    if (root_length && file != NULL) {
        int opened = real_openat(AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0600);
        log_file = fcntl(opened, F_DUPFD_CLOEXEC, 1000);
        real_close(opened);
    }
}

/* --- what is watched ------------------------------------------------------ */

static int whole_path(int folder, const char *path, char *out)
{
    if (path[0] == '/')
        return snprintf(out, PATH_MAX, "%s", path) < PATH_MAX;
    char base[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (getcwd(base, sizeof base) == NULL)
            return 0;
    } else if (folder >= 0 && folder < MOST_FILES && path_of[folder] != NULL) {
        snprintf(base, sizeof base, "%s", path_of[folder]);
    } else {
        return 0;
    }
    return snprintf(out, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

static int watched(int folder, const char *path, char *out)
{
    if (!root_length || inside || path == NULL || !whole_path(folder, path, out))
        return 0;
    return strncmp(out, root, root_length) == 0
        && (out[root_length] == '/' || out[root_length] == 0);
}

static int known(int file)
{
    return !inside && file >= 0 && file < MOST_FILES && path_of[file] != NULL;
}

static void record(struct head head, const char *path, const char *other,
                   const void *data)
{
    if (log_file < 0)
        return;
    head.path = path ? strlen(path) : 0;
    head.other = other ? strlen(other) : 0;
    size_t size = sizeof head + head.path + head.other + head.size;
    char *all = malloc(size), *end = all;
    end = mempcpy(end, &head, sizeof head);
    end = mempcpy(end, path, head.path);
    end = mempcpy(end, other, head.other);
    mempcpy(end, data, head.size);
    if (real_write(log_file, all, size) != (ssize_t)size)
        abort();
    free(all);
}

/* --- what is refused ------------------------------------------------------ */

/* A full disk still takes away, renames and waits; a broken one does nothing. */
static int refuse(const char *what, const char *path, int takes_room)
{
    long here = ++points;
    int due = failing_at && here == failing_at;
    if (failing_at && here > failing_at && manner == FROM_THEN_ON)
        due = failing_with != ENOSPC || takes_room;
    if (!due)
        return 0;
    refused++;
    const char *name = strrchr(path, '/');
    snprintf(last_refused, sizeof last_refused, "%s %s", what, name ? name + 1 : path);
    errno = failing_with;
    return 1;
}

void gd_arm(long at, int with, int how)
{
    points = refused = 0;
    cut_short = 0;
    failing_at = at;
    failing_with = with;
    manner = how;
    if (at)
        last_refused[0] = 0;
}

long gd_points(void) { return points; }
long gd_refused(void) { return refused; }
const char *gd_last_refused(void) { return last_refused; }

/* --- files ---------------------------------------------------------------- */

static int opening(int folder, const char *path, int flags, mode_t mode)
{
    char full[PATH_MAX];
    if (!watched(folder, path, full) || strcmp(full + strlen(full) - 4, "-shm") == 0)
        return real_openat(folder, path, flags, mode);
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    pthread_mutex_lock(&order);
    if (writes && refuse("open", full, flags & O_CREAT)) {
        pthread_mutex_unlock(&order);
        return -1;
    }
    struct stat64 before, after;
    inside = 1;
    int there = fstatat64(folder, path, &before, AT_SYMLINK_NOFOLLOW) == 0;
    int file = real_openat(folder, path, flags, mode);
    int failure = errno;
    if (file >= 0 && file < MOST_FILES && fstat64(file, &after) == 0) {
        free(path_of[file]);
        path_of[file] = strdup(full);
        node_of[file] = after.st_ino;
        folder_of[file] = S_ISDIR(after.st_mode);
        struct head head = {
            .what = OPEN, .made = !there, .emptied = !!(flags & O_TRUNC),
            .folder = folder_of[file], .node = after.st_ino,
        };
        if (!there || flags & O_TRUNC)
            record(head, full, NULL, NULL);
    }
    inside = 0;
    pthread_mutex_unlock(&order);
    errno = failure;
    return file;
}

#define OPENING(folder, path, flags)                                                  \
    mode_t mode = 0;                                                                  \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {                                          \
        va_list rest;                                                                 \
        va_start(rest, flags);                                                        \
        mode = va_arg(rest, mode_t);                                                  \
        va_end(rest);                                                                 \
    }                                                                                 \
    return opening(folder, path, flags, mode)

int open(const char *path, int flags, ...) { OPENING(AT_FDCWD, path, flags); }
int open64(const char *path, int flags, ...) { OPENING(AT_FDCWD, path, flags); }
int openat(int at, const char *path, int flags, ...) { OPENING(at, path, flags); }
int openat64(int at, const char *path, int flags, ...) { OPENING(at, path, flags); }

int close(int file)
{
    if (known(file)) {
        pthread_mutex_lock(&order);
        free(path_of[file]);
        path_of[file] = NULL;
        pthread_mutex_unlock(&order);
    }
    return real_close(file);
}

static ssize_t put(int file, const void *data, size_t size, off64_t at)
{
    return at < 0 ? real_write(file, data, size) : real_pwrite(file, data, size, at);
}

static ssize_t writing(int file, const void *data, size_t size, off64_t at)
{
    if (file == STDOUT_FILENO && root_length && at < 0) {
        struct head mark = {.what = MARK, .size = size};
        pthread_mutex_lock(&order);
        record(mark, NULL, NULL, data);
        pthread_mutex_unlock(&order);
    }
    if (!known(file))
        return put(file, data, size, at);
    pthread_mutex_lock(&order);
    if (cut_short) {
        cut_short = 0;
        errno = failing_with;
        pthread_mutex_unlock(&order);
        return -1;
    }
    int last_one = refuse("write", path_of[file], 1);
    if (last_one && failing_with == ENOSPC && size > 1) {
        /* The disk fills up in the middle of it. */
        cut_short = 1;
        size /= 2;
    } else if (last_one) {
        pthread_mutex_unlock(&order);
        return -1;
    }
    off64_t place = at < 0 ? lseek64(file, 0, SEEK_CUR) : at;
    ssize_t done = put(file, data, size, at);
    int failure = errno;
    if (done > 0) {
        struct head head = {
            .what = WRITE, .node = node_of[file], .at = place, .size = done,
        };
        record(head, path_of[file], NULL, data);
    }
    pthread_mutex_unlock(&order);
    errno = failure;
    return done;
}

ssize_t write(int file, const void *data, size_t size)
{
    return writing(file, data, size, -1);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at)
{
    return writing(file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t at)
{
    return writing(file, data, size, at);
}

/* Copies within the kernel would pass unseen: the caller falls back on writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t size)
{
    (void)out, (void)in, (void)at, (void)size;
    errno = ENOTSOCK;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t size)
{
    return sendfile(out, in, (off_t *)at, size);
}

ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t size,
                        unsigned flags)
{
    (void)in, (void)from, (void)out, (void)to, (void)size, (void)flags;
    errno = EXDEV;
    return -1;
}

static int changing(int file, const char *name, int what, off64_t size,
                    int (*act)(int))
{
    if (!known(file))
        return act ? act(file) : real_ftruncate(file, size);
    pthread_mutex_lock(&order);
    int done = -1;
    if (!refuse(name, path_of[file], 0)) {
        done = act ? act(file) : real_ftruncate(file, size);
        struct head head = {
            .what = what, .node = node_of[file], .at = size,
            .folder = folder_of[file],
        };
        if (done == 0)
            record(head, path_of[file], NULL, NULL);
    }
    int failure = errno;
    pthread_mutex_unlock(&order);
    errno = failure;
    return done;
}

int ftruncate(int file, off_t size)
{
    return changing(file, "truncate", TRUNCATE, size, NULL);
}

int ftruncate64(int file, off64_t size)
{
    return changing(file, "truncate", TRUNCATE, size, NULL);
}

int fsync(int file) { return changing(file, "sync", SYNC, 0, real_fsync); }
int fdatasync(int file) { return changing(file, "sync", SYNC, 0, real_fdatasync); }

/* --- names ---------------------------------------------------------------- */

int renameat(int from, const char *old, int to, const char *new)
{
    char first[PATH_MAX], second[PATH_MAX];
    int seen = watched(from, old, first) & watched(to, new, second);
    if (!seen)
        return real_renameat(from, old, to, new);
    pthread_mutex_lock(&order);
    int done = -1;
    if (!refuse("rename", second, 0)) {
        done = real_renameat(from, old, to, new);
        struct head head = {.what = RENAME};
        if (done == 0)
            record(head, first, second, NULL);
    }
    int failure = errno;
    pthread_mutex_unlock(&order);
    errno = failure;
    return done;
}

int rename(const char *old, const char *new)
{
    return renameat(AT_FDCWD, old, AT_FDCWD, new);
}

int unlinkat(int folder, const char *path, int flags)
{
    char full[PATH_MAX];
    if (!watched(folder, path, full) || strcmp(full + strlen(full) - 4, "-shm") == 0)
        return real_unlinkat(folder, path, flags);
    pthread_mutex_lock(&order);
    int done = -1;
    if (!refuse(flags & AT_REMOVEDIR ? "rmdir" : "unlink", full, 0)) {
        done = real_unlinkat(folder, path, flags);
        struct head head = {.what = flags & AT_REMOVEDIR ? RMDIR : UNLINK};
        if (done == 0)
            record(head, full, NULL, NULL);
    }
    int failure = errno;
    pthread_mutex_unlock(&order);
    errno = failure;
    return done;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode)
{
    char full[PATH_MAX];
    if (!watched(folder, path, full))
        return real_mkdirat(folder, path, mode);
    pthread_mutex_lock(&order);
    int done = -1;
    if (!refuse("mkdir", full, 1)) {
        done = real_mkdirat(folder, path, mode);
        struct head head = {.what = MKDIR};
        if (done == 0)
            record(head, full, NULL, NULL);
    }
    int failure = errno;
    pthread_mutex_unlock(&order);
    errno = failure;
    return done;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
