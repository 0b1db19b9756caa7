"""Reports hold figures; what for is about the reader, not about members."""

from app.exports.events import ReportReleased
from app.holdings import Holding

HOLDING = Holding(
    feature="exports", apart={ReportReleased: "the purpose of an anonymised report"}
)
