package milliard.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import milliard.Milliard;
import milliard.article.Article;
import milliard.article.ArticleReader.Reading;
import milliard.article.LanguageIdentifier;
import milliard.article.PublicationDate;
import milliard.fetch.Page;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A text or page given on the command line, and what is said of it there. */
final class TextOptions {
  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Language of texts and pages, fr or en; found out where not given.")
  private @Nullable String lang;

  @Option(
      names = "--published",
      paramLabel = "DATE",
      description = "Date of the texts (2025-08-22), from which \"last Tuesday\" is counted.")
  private @Nullable String published;

  /**
   * Reads a file, or standard input for {@code -}, as an HTML page or a text.
   *
   * @throws UserException if it is not there, no text, or a page without an article
   */
  Article article(Milliard milliard, String name) throws IOException {
    if (name.equals("-")) return article(milliard, name, System.in.readAllBytes());
    try (InputStream in = open(name)) {
      return article(milliard, name, in.readAllBytes());
    }
  }

  private Article article(Milliard milliard, String name, byte[] bytes) {
    if (isPage(name, bytes)) {
      URI url = name.equals("-") ? URI.create("about:blank") : Path.of(name).toUri();
      return switch (milliard.article(new Page(url, 200, Map.of(), bytes, Instant.EPOCH))) {
        case Reading.NotAnArticle none ->
            throw new UserException(name + " is no article: " + none.reason());
        case Reading.Found(var article) -> article.with(language(), date());
      };
    }
    for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
      if (bytes[i] == 0) {
        throw new UserException(
            name + " is not a text: it has zero bytes; expected UTF-8 text or HTML");
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    Language given = language();
    return Article.ofText(
        text, given != null ? given : LanguageIdentifier.identify(text).orElse(null), date());
  }

  private static boolean isPage(String name, byte[] bytes) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".txt")) return false;
    if (lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".xhtml")) return true;
    int length = Math.min(bytes.length, 200);
    return new String(bytes, 0, length, StandardCharsets.UTF_8).strip().startsWith("<");
  }

  /** Opens a file that the user named. */
  static InputStream open(String file) {
    Path path = Path.of(file);
    if (Files.isDirectory(path)) {
      throw new UserException(
          file + " is a folder: expected a file; 'milliard ingest' reads folders");
    }
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new UserException("no file " + file, e);
    } catch (IOException e) {
      throw new UserException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private @Nullable Language language() {
    if (lang == null) return null;
    try {
      return Language.of(lang);
    } catch (IllegalArgumentException e) {
      throw new UserException("--lang " + lang + ": expected a language as fr or en", e);
    }
  }

  private @Nullable PublicationDate date() {
    if (published == null) return null;
    try {
      return PublicationDate.of(LocalDate.parse(published));
    } catch (DateTimeParseException e) {
      throw new UserException("--published " + published + ": expected a date as 2025-08-22", e);
    }
  }
}
