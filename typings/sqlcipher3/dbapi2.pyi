from sqlite3 import SQLITE_BUSY as SQLITE_BUSY
from sqlite3 import SQLITE_CANTOPEN as SQLITE_CANTOPEN
from sqlite3 import SQLITE_CORRUPT as SQLITE_CORRUPT
from sqlite3 import SQLITE_FULL as SQLITE_FULL
from sqlite3 import SQLITE_IOERR as SQLITE_IOERR
from sqlite3 import SQLITE_LOCKED as SQLITE_LOCKED
from sqlite3 import SQLITE_NOMEM as SQLITE_NOMEM
from sqlite3 import SQLITE_PERM as SQLITE_PERM
from sqlite3 import SQLITE_READONLY as SQLITE_READONLY

from sqlcipher3 import Connection as Connection
from sqlcipher3 import Cursor as Cursor
from sqlcipher3 import DatabaseError as DatabaseError
from sqlcipher3 import DataError as DataError
from sqlcipher3 import Error as Error
from sqlcipher3 import IntegrityError as IntegrityError
from sqlcipher3 import InterfaceError as InterfaceError
from sqlcipher3 import InternalError as InternalError
from sqlcipher3 import NotSupportedError as NotSupportedError
from sqlcipher3 import OperationalError as OperationalError
from sqlcipher3 import ProgrammingError as ProgrammingError
from sqlcipher3 import Row as Row
from sqlcipher3 import connect as connect
from sqlcipher3 import sqlite_version as sqlite_version
from sqlcipher3 import sqlite_version_info as sqlite_version_info

SQLITE_NOTADB: int
