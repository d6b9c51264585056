package milliard.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.pipeline.ChunkAnnotationUtils;
import edu.stanford.nlp.util.CoreMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import milliard.money.Amount;
import milliard.money.MoneyReader;
import milliard.money.Percent;
import milliard.text.Language;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Named entities {@code MONEY} and {@code PERCENT} as a CoreNLP annotator, French and English, in
 * place of CoreNLP's own. Needs tokens; behind {@code ner} it replaces the two types on tokens and
 * among the mentions, and adds its own.
 *
 * <pre>{@code
 * annotators = tokenize, pos, lemma, ner, money
 * customAnnotatorClass.money = milliard.corenlp.MoneyAnnotator
 * money.language = fr
 * }</pre>
 *
 * <p>The normalised value of money is {@code USD 10000000000}, with {@code > >= < <= ~} before it
 * for a bound or a rounded number and {@code EUR 2000000..3000000} for a range; that of a
 * percentage is {@code %32}. The whole value is under {@link AmountAnnotation} and {@link
 * PercentAnnotation}.
 */
public final class MoneyAnnotator implements Annotator {
  /** The amount of a mention of type {@code MONEY}. */
  public static final class AmountAnnotation implements CoreAnnotation<Amount> {
    @Override
    public Class<Amount> getType() {
      return Amount.class;
    }
  }

  /** The percentage of a mention of type {@code PERCENT}. */
  public static final class PercentAnnotation implements CoreAnnotation<Percent> {
    @Override
    public Class<Percent> getType() {
      return Percent.class;
    }
  }

  private static final String MONEY = "MONEY";
  private static final String PERCENT = "PERCENT";

  /** CoreNLP's mark of a token that is in no entity. */
  private static final String OUTSIDE = "O";

  private record Found(
      Span span, String type, String normal, @Nullable Amount amount, @Nullable Percent percent) {}

  private final MoneyReader reader;

  /**
   * As CoreNLP makes it for {@code customAnnotatorClass.<name>}.
   *
   * @param name the annotator's name in the properties
   * @param properties {@code <name>.language} is the text's language, {@code en} if absent
   */
  public MoneyAnnotator(String name, Properties properties) {
    this(Language.of(properties.getProperty(name + ".language", Language.ENGLISH.code())));
  }

  /** The annotator of a language that has a pack. */
  public MoneyAnnotator(Language language) {
    reader = MoneyReader.of(language);
  }

  @Override
  public void annotate(Annotation annotation) {
    String text = annotation.get(CoreAnnotations.TextAnnotation.class);
    List<CoreLabel> tokens = annotation.get(CoreAnnotations.TokensAnnotation.class);
    if (text == null || tokens == null) return;
    List<Found> found = read(text);
    label(tokens, found);
    List<CoreMap> sentences = annotation.get(CoreAnnotations.SentencesAnnotation.class);
    if (sentences == null) return;
    List<CoreMap> all = new ArrayList<>();
    int first = 0;
    for (CoreMap sentence : sentences) {
      Span place = span(sentence);
      while (first < found.size() && found.get(first).span().end() <= place.start()) first++;
      int end = first;
      while (end < found.size() && found.get(end).span().start() < place.end()) end++;
      List<CoreMap> mentions = mentions(sentence, found.subList(first, end));
      sentence.set(CoreAnnotations.MentionsAnnotation.class, mentions);
      all.addAll(mentions);
    }
    index(all);
    annotation.set(CoreAnnotations.MentionsAnnotation.class, all);
  }

  private List<Found> read(String text) {
    var reading = reader.read(text);
    List<Found> found = new ArrayList<>();
    for (Amount a : reading.amounts()) {
      found.add(new Found(a.span(), MONEY, normal(a), a, null));
    }
    for (Percent p : reading.percents()) {
      found.add(new Found(p.span(), PERCENT, '%' + p.value().toPlainString(), null, p));
    }
    found.sort(Comparator.comparing(Found::span));
    return found;
  }

  private static String normal(Amount amount) {
    BigDecimal value = amount.value();
    String sign =
        switch (amount.modality()) {
          case EXACTLY, BETWEEN -> "";
          case ABOUT -> "~";
          case AT_LEAST -> ">=";
          case MORE_THAN -> ">";
          case AT_MOST -> "<=";
          case LESS_THAN -> "<";
        };
    String number = value != null ? value.toPlainString() : amount.low() + ".." + amount.high();
    return sign + amount.currency() + ' ' + number;
  }

  /** Our two types on the tokens; what CoreNLP held for one of them and we do not is taken off. */
  private static void label(List<CoreLabel> tokens, List<Found> found) {
    int next = 0;
    for (CoreLabel token : tokens) {
      while (next < found.size() && found.get(next).span().end() <= token.beginPosition()) next++;
      Found here = next < found.size() && covers(found.get(next), token) ? found.get(next) : null;
      if (here != null) {
        token.setNER(here.type());
        token.set(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class, here.normal());
      } else if (ours(token.ner())) {
        token.setNER(OUTSIDE);
        token.remove(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class);
      }
    }
  }

  private static boolean covers(Found found, CoreLabel token) {
    return token.beginPosition() < found.span().end() && found.span().start() < token.endPosition();
  }

  private static boolean ours(@Nullable String type) {
    return MONEY.equals(type) || PERCENT.equals(type);
  }

  /**
   * The sentence's mentions without those that ours replace, and ours, in the order of the text.
   */
  private static List<CoreMap> mentions(CoreMap sentence, List<Found> found) {
    List<CoreMap> mentions = new ArrayList<>();
    List<CoreMap> before = sentence.get(CoreAnnotations.MentionsAnnotation.class);
    if (before != null) {
      for (CoreMap mention : before) {
        boolean replaced =
            ours(mention.get(CoreAnnotations.EntityTypeAnnotation.class))
                || found.stream().anyMatch(f -> f.span().overlaps(span(mention)));
        if (!replaced) mentions.add(mention);
      }
    }
    List<CoreLabel> tokens = sentence.get(CoreAnnotations.TokensAnnotation.class);
    for (Found f : found) {
      int first = -1;
      int end = -1;
      for (int i = 0; i < tokens.size(); i++) {
        if (!covers(f, tokens.get(i))) continue;
        if (first < 0) first = i;
        end = i + 1;
      }
      if (first >= 0) mentions.add(mention(sentence, first, end, f));
    }
    mentions.sort(Comparator.comparing(MoneyAnnotator::span));
    return mentions;
  }

  private static Span span(CoreMap map) {
    return new Span(
        map.get(CoreAnnotations.CharacterOffsetBeginAnnotation.class),
        map.get(CoreAnnotations.CharacterOffsetEndAnnotation.class));
  }

  private static CoreMap mention(CoreMap sentence, int first, int end, Found found) {
    Annotation mention = ChunkAnnotationUtils.getAnnotatedChunk(sentence, first, end);
    mention.set(CoreAnnotations.NamedEntityTagAnnotation.class, found.type());
    mention.set(CoreAnnotations.EntityTypeAnnotation.class, found.type());
    mention.set(CoreAnnotations.NormalizedNamedEntityTagAnnotation.class, found.normal());
    Integer index = sentence.get(CoreAnnotations.SentenceIndexAnnotation.class);
    if (index != null) mention.set(CoreAnnotations.SentenceIndexAnnotation.class, index);
    if (found.amount() != null) mention.set(AmountAnnotation.class, found.amount());
    if (found.percent() != null) mention.set(PercentAnnotation.class, found.percent());
    return mention;
  }

  private static void index(List<CoreMap> mentions) {
    for (int i = 0; i < mentions.size(); i++) {
      CoreMap mention = mentions.get(i);
      mention.set(CoreAnnotations.EntityMentionIndexAnnotation.class, i);
      mention.set(CoreAnnotations.CanonicalEntityMentionIndexAnnotation.class, i);
      for (CoreLabel token : mention.get(CoreAnnotations.TokensAnnotation.class)) {
        token.set(CoreAnnotations.EntityMentionIndexAnnotation.class, i);
      }
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of(CoreAnnotations.TextAnnotation.class, CoreAnnotations.TokensAnnotation.class);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of();
  }
}
