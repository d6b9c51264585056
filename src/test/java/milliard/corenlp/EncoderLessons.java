package milliard.corenlp;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.mention.gold.DealScore;
import milliard.mention.gold.GoldArticle;
import milliard.mention.gold.GoldDeal;
import milliard.money.Amount;
import milliard.text.Language;
import milliard.text.Pack;
import milliard.text.Span;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what {@code models/encoder/train.py} learns from: the dev articles of all languages as
 * JSON lines, with the parties and sums that Milliard itself finds and what the gold says of them.
 * Places are in UTF-16 units, {@code [from, to)}.
 *
 * <pre>java -Xmx6g -cp CLASSPATH milliard.corenlp.EncoderLessons FILE</pre>
 */
final class EncoderLessons {
  private final List<Entity> parties;
  private final List<Amount> sums;

  private EncoderLessons(DealReading reading) {
    parties = reading.parties;
    sums = reading.document.amounts();
  }

  public static void main(String[] args) throws Exception {
    JsonMapper mapper = new JsonMapper();
    try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
      for (Language language : Pack.languages()) {
        DealFinder finder =
            new DealFinder(
                DealKnowledge.of(language),
                new DealScorer(Map.of(), Map.of()),
                reading -> {
                  throw new IllegalStateException("lessons are not read by an encoder");
                });
        Path dev = Path.of("corpus", language.code(), "deals", "dev");
        for (GoldArticle article : GoldArticle.folder(dev, language)) {
          Document document = Extractor.document(article.article(), language);
          var dates =
              DateReader.of(language).read(document.text(), article.article().published().day());
          DealReading reading =
              finder.reading(document, DealTables.of(language).read(document, dates));
          out.write(mapper.writeValueAsString(lesson(article, reading, language)) + "\n");
        }
      }
    }
  }

  private static Map<String, Object> lesson(
      GoldArticle article, DealReading reading, Language language) {
    EncoderLessons lessons = new EncoderLessons(reading);
    List<Object> parties = new ArrayList<>();
    List<List<Entity>> mentions = Encoder.mentions(reading);
    for (int p = 0; p < reading.parties.size(); p++) {
      parties.add(
          Map.of(
              "type",
              reading.parties.get(p).type().name(),
              "mentions",
              mentions.get(p).stream().map(e -> range(e.span())).toList()));
    }
    Map<String, Object> lesson = new LinkedHashMap<>();
    lesson.put("lang", language.code());
    lesson.put("slug", article.slug());
    lesson.put("text", reading.document.text());
    lesson.put("parties", parties);
    lesson.put("sums", lessons.sums.stream().map(s -> range(s.span())).toList());
    lesson.put("deals", article.deals().stream().map(lessons::deal).toList());
    return lesson;
  }

  private Map<String, Object> deal(GoldDeal deal) {
    Map<String, Object> roles = new LinkedHashMap<>();
    for (Role role : deal.type().roles()) {
      List<Integer> fillers = new ArrayList<>();
      for (int p = 0; p < parties.size(); p++) {
        Entity party = parties.get(p);
        boolean named =
            deal.names(role).stream()
                .anyMatch(n ->
                    DealScore.sameName(n, party.name()) || DealScore.sameName(n, party.text()));
        if (named) fillers.add(p);
      }
      if (!fillers.isEmpty()) roles.put(role.id(), fillers);
    }
    List<Integer> own = new ArrayList<>();
    for (int s = 0; s < sums.size(); s++) {
      if (deal.amount() != null && deal.amount().agrees(sums.get(s))) own.add(s);
    }
    return Map.of("type", deal.type().id(), "roles", roles, "sums", own);
  }

  private static List<Integer> range(Span span) {
    return List.of(span.start(), span.end());
  }
}
