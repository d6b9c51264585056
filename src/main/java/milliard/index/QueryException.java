package milliard.index;

/** A query that cannot be answered; the message says where, what was read, what was expected. */
public final class QueryException extends Exception {
  private static final long serialVersionUID = 1;

  private final int column;

  QueryException(int column, String message) {
    super("column " + column + ": " + message);
    this.column = column;
  }

  /** Where in the query, from 1, in chars. */
  public int column() {
    return column;
  }
}
