package milliard.corenlp;

import edu.stanford.nlp.ling.CoreAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.Annotator;
import edu.stanford.nlp.util.ErasureUtils;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import milliard.article.Article;
import milliard.article.PublicationDate;
import milliard.mention.AnnotatedArticle;
import milliard.mention.DealMention;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * Deals as a CoreNLP annotator, French and English: the same reading as {@link Extractor}, with its
 * own tokens, names and amounts, so that it needs nothing of the pipeline but the text.
 *
 * <pre>{@code
 * annotators = tokenize, deals
 * customAnnotatorClass.deals = milliard.corenlp.DealAnnotator
 * deals.language = fr
 * }</pre>
 *
 * <p>Relative dates are resolved from the annotation's {@code DocDateAnnotation}, if it is ISO
 * 8601. All offsets are UTF-16 into the annotation's text.
 */
public final class DealAnnotator implements Annotator {
  /** The deals of a document, main ones first. */
  public static final class DealsAnnotation implements CoreAnnotation<List<DealMention>> {
    @Override
    public Class<List<DealMention>> getType() {
      return ErasureUtils.uncheckedCast(List.class);
    }
  }

  /** Names, amounts, dates and deals of a document. */
  public static final class ArticleAnnotation implements CoreAnnotation<AnnotatedArticle> {
    @Override
    public Class<AnnotatedArticle> getType() {
      return AnnotatedArticle.class;
    }
  }

  private final Language language;
  private final Extractor extractor = Extractor.open();

  /**
   * As CoreNLP makes it for {@code customAnnotatorClass.<name>}.
   *
   * @param name the annotator's name in the properties
   * @param properties {@code <name>.language} is the text's language, {@code en} if absent
   */
  public DealAnnotator(String name, Properties properties) {
    language = Language.of(properties.getProperty(name + ".language", Language.ENGLISH.code()));
  }

  @Override
  public void annotate(Annotation annotation) {
    String text = annotation.get(CoreAnnotations.TextAnnotation.class);
    if (text == null) return;
    String day = annotation.get(CoreAnnotations.DocDateAnnotation.class);
    AnnotatedArticle read = extractor.read(Article.ofText(text, language, published(day)));
    annotation.set(ArticleAnnotation.class, read);
    annotation.set(DealsAnnotation.class, read.deals());
  }

  private static @Nullable PublicationDate published(@Nullable String day) {
    if (day == null) return null;
    try {
      return PublicationDate.of(LocalDate.parse(day.length() > 10 ? day.substring(0, 10) : day));
    } catch (DateTimeParseException e) {
      return null; // a date in another form only leaves relative dates unresolved
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Set<Class<? extends CoreAnnotation>> requirementsSatisfied() {
    return Set.of(DealsAnnotation.class, ArticleAnnotation.class);
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Set<Class<? extends CoreAnnotation>> requires() {
    return Set.of(CoreAnnotations.TextAnnotation.class);
  }
}
