package milliard.index;

/** The text of a query, and how far it is read. */
final class QueryText {
  final String query;
  int at;

  QueryText(String query) {
    this.query = query;
  }

  static boolean inWord(char c) {
    return !blank(c) && "()\"“”«»*~:<>=".indexOf(c) < 0;
  }

  static boolean blank(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\u202f' || c == '\u2009';
  }

  void skip() {
    while (at < query.length() && blank(query.charAt(at))) at++;
  }

  int endOfLetters(int from) {
    int end = from;
    while (end < query.length() && Character.isLetter(query.charAt(end))) end++;
    return end;
  }

  String next() {
    int end = at;
    while (end < query.length() && !blank(query.charAt(end)) && end < at + 30) end++;
    return query.substring(at, end);
  }

  QueryException error(String message) {
    return error(at, message);
  }

  QueryException error(int offset, String message) {
    return new QueryException(offset + 1, message);
  }

  String bareOrQuoted() throws QueryException {
    char c = query.charAt(at);
    if (c == '"' || c == '“' || c == '«') return quoted();
    int start = at;
    while (at < query.length() && !blank(query.charAt(at)) && "()\"".indexOf(query.charAt(at)) < 0)
      at++;
    return query.substring(start, at);
  }

  String quoted() throws QueryException {
    int open = at;
    char close = query.charAt(at) == '“' ? '”' : query.charAt(at) == '«' ? '»' : '"';
    int end = query.indexOf(close, at + 1);
    if (end < 0) throw error(open, "read a quote, expected a second " + close + " for it");
    at = end + 1;
    return query.substring(open + 1, end).strip();
  }
}
