package milliard.cli;

/** {@code milliard}: the command line. */
public final class Main {
  private Main() {}

  /** Runs a sub-command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.err.println("not yet");
    System.exit(2);
  }
}
