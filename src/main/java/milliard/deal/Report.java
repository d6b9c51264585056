package milliard.deal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import milliard.mention.AnnotatedArticle;
import milliard.mention.DealMention;
import org.jspecify.annotations.Nullable;

/**
 * A claim: one article says that there is this deal.
 *
 * @param id names it for ever: hash of the article's id, the type and the parties; sixteen hex
 *     digits
 * @param source the article
 * @param mention what it says
 * @param sentence the sentence that tells it, on one line
 */
public record Report(String id, Source source, DealMention mention, String sentence) {
  /** Earliest publication first, unknown last; then by id. */
  public static final Comparator<Report> ORDER =
      Comparator.comparing(Report::day, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
          .thenComparing(Report::id);

  /** The reports of an article, in the order of its deals. */
  public static List<Report> of(String articleId, AnnotatedArticle said) {
    Source source = Source.of(articleId, said.article());
    String text = said.article().text();
    Map<String, Integer> seen = new HashMap<>();
    List<Report> reports = new ArrayList<>();
    for (DealMention deal : said.deals()) {
      String key =
          articleId
              + "\n"
              + deal.type().id()
              + "\n"
              + deal.arguments().stream()
                  .map(a -> a.role().id() + "=" + PartyName.of(a).key())
                  .sorted()
                  .distinct()
                  .collect(Collectors.joining("\n"));
      int number = seen.merge(key, 1, Integer::sum);
      String sentence = deal.evidence().getFirst().sentence().in(text);
      reports.add(
          new Report(
              hash(number == 1 ? key : key + "\n#" + number),
              source,
              deal,
              sentence.replaceAll("\\s+", " ").strip()));
    }
    return reports;
  }

  /** The day of publication; null = not known. */
  public @Nullable LocalDate day() {
    return source.day();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
