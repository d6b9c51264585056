import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks or writes the form of every Java file: {@code Format.java check|write FOLDER}. */
class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    var formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    int off = 0;
    try (var walk = Files.walk(Path.of(args[1]))) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
        String is = Files.readString(file);
        String should = formatter.formatSourceAndFixImports(is);
        if (is.equals(should)) continue;
        off++;
        if (write) Files.writeString(file, should);
        System.err.println((write ? "formatted " : "not in form: ") + file);
      }
    }
    if (off > 0 && !write) {
      System.err.println(off + " files are not in form; mvn validate exec:exec@format writes them");
      System.exit(1);
    }
  }
}
