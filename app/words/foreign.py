"""What is said of errors in what comes from outside: files, and typed commands."""

from app.words.speech import mark

FOREIGN: dict[str, str] = {
    # files
    "folder_missing": mark("The folder is not there any more. Choose another place."),
    "place_not_writable": mark(
        "Nothing can be written at this place. Choose another folder."
    ),
    "file_not_written": mark("The file could not be written. Nothing was changed."),
    "file_not_found": mark("The file is not there any more. Choose it again."),
    "file_not_plain": mark(
        "This is a folder, a link or a device. Choose the file itself."
    ),
    "file_not_permitted": mark(
        "You may not open this file. Check its permissions, or copy it elsewhere."
    ),
    "file_empty": mark("The file is empty. Choose another one."),
    "file_too_large": mark(
        "The file is too large or unpacks to too much. Split it, or save it as CSV."
    ),
    "file_too_many_rows": mark(
        "The file has more than {limit} rows. Split it into smaller ones."
    ),
    "file_too_many_columns": mark(
        "Line {line} has more than {limit} columns. Check the file's separators."
    ),
    "file_cell_too_long": mark(
        "A cell near line {line} is longer than {limit} characters."
        " Check for a quotation mark that is never closed."
    ),
    "file_took_too_long": mark(
        "Reading the file took too long and was stopped. Split it, or save it as CSV."
    ),
    "file_unreadable": mark(
        "The file is damaged or is no table. Save it again as CSV or XLSX."
    ),
    "file_encoding_unknown": mark(
        "The file's characters cannot be read. Save it again as CSV UTF-8."
    ),
    "file_encrypted": mark(
        "The file is protected by a password. Save a copy without one."
    ),
    "file_changed": mark(
        "The file changed while it was being read. Close it elsewhere and try again."
    ),
    "file_not_text": mark(
        "This is no text file. Save the rules as Markdown or plain text."
    ),
    "text_encoding_unknown": mark(
        "The file's characters cannot be read. Save it again as UTF-8."
    ),
    "rules_text_too_long": mark(
        "The file is too long for a rulebook. Leave in it what are the rules."
    ),
    "rulebook_file_without_clauses": mark(
        "No clauses were found. Begin each with a number, such as 第一条 or 1.1, or a"
        " bullet below a heading."
    ),
    "rulebook_file_too_long": mark(
        "The file has more than {limit} clauses. Leave in it what are the rules."
    ),
    "header_not_found": mark(
        "No row names the columns. Add one that names at least {columns}."
    ),
    "reader_not_started": mark(
        "The file could not be read just now. Close other programs and try again."
    ),
    "reading_stopped": mark("Stopped. Nothing was changed."),
    # command line
    "passphrase_missing": mark("No passphrase came: the first line is empty."),
    "passphrases_differ": mark("The two passphrases differ. Type it again."),
    "text_too_long": mark("The text is longer than {most} characters. Shorten it."),
    "text_cut": mark(
        "A character of the text is cut in half, often an emoji. Delete it and try"
        " again."
    ),
    "text_unreadable": mark(
        "The text's characters cannot be read. Save it as UTF-8 and try again."
    ),
    "export_file_exists": mark(
        "There is a file of this name already. Choose another name."
    ),
    "rules_version_not_found": mark("There is no such version of the rules."),
}
