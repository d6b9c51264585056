package milliard.corenlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import milliard.mention.EntityType;
import milliard.text.Span;

/** A text of the corpus with its names marked ({@code corpus/README.md}). */
record NameGold(String id, String text, List<Mark> names) {
  private static final Pattern MARK =
      Pattern.compile("\\[([^\\[\\]]+)]\\((?:(ORG|PER|LOC|MISC)|MONEY [a-z_]+|PERCENT)\\)");

  /** A marked name. */
  record Mark(EntityType type, Span span) {}

  /** A text with inline marks, with or without a head in YAML. */
  static NameGold parse(String id, String source) {
    String body = source;
    if (source.startsWith("---\n")) {
      body = source.substring(source.indexOf("\n---\n", 3) + 5);
    }
    StringBuilder text = new StringBuilder();
    List<Mark> names = new ArrayList<>();
    Matcher m = MARK.matcher(body.strip());
    int end = 0;
    while (m.find()) {
      text.append(body.strip(), end, m.start());
      int start = text.length();
      text.append(m.group(1));
      if (m.group(2) != null) {
        names.add(new Mark(EntityType.valueOf(m.group(2)), new Span(start, text.length())));
      }
      end = m.end();
    }
    text.append(body.strip().substring(end));
    return new NameGold(id, text.toString(), names);
  }

  /** Each paragraph as a text of its own: they have nothing to do with each other. */
  List<NameGold> paragraphs() {
    List<NameGold> paragraphs = new ArrayList<>();
    for (Span block : Segmenter.blocks(text)) {
      List<Mark> marks = new ArrayList<>();
      for (Mark mark : names) {
        if (block.contains(mark.span())) {
          marks.add(new Mark(mark.type(), mark.span().shift(-block.start())));
        }
      }
      paragraphs.add(new NameGold(id + "#" + paragraphs.size(), block.in(text), marks));
    }
    return paragraphs;
  }

  /** All texts of a folder, by name. */
  static List<NameGold> folder(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.list(folder)) {
      List<NameGold> gold = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        gold.add(parse(file.toString(), Files.readString(file)));
      }
      return gold;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
