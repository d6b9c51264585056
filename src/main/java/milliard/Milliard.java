package milliard;

import java.net.URI;
import milliard.article.Article;
import milliard.article.ArticleReader;
import milliard.article.ArticleReader.Reading;
import milliard.article.LanguageIdentifier;
import milliard.article.PublicationDate;
import milliard.company.Companies;
import milliard.corenlp.Explanation;
import milliard.corenlp.Extractor;
import milliard.fetch.Page;
import milliard.mention.AnnotatedArticle;
import milliard.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * The whole line in one call: text or page in, names, amounts and deals out.
 *
 * <pre>{@code
 * Milliard milliard = Milliard.open();
 * for (DealMention deal : milliard.extract("Meta a signé un contrat …").deals()) {
 *   System.out.println(deal.type() + " " + deal.arguments() + " " + deal.amount());
 * }
 * }</pre>
 *
 * <p>Models are loaded at the first text of their language, once. Any number of threads may share
 * one.
 */
public final class Milliard {
  private final ArticleReader articles = new ArticleReader();
  private final Extractor extractor;

  private Milliard(Extractor extractor) {
    this.extractor = extractor;
  }

  /** Everything that is needed to read. Loads no model yet. */
  public static Milliard open() {
    return new Milliard(Extractor.open());
  }

  /** As {@link #open()}, with the table of companies as a user has put it right. */
  public static Milliard open(Companies companies) {
    return new Milliard(Extractor.open(companies));
  }

  /** Reads a plain text; its language is found out, its date is not known. */
  public AnnotatedArticle extract(String text) {
    return extract(text, null, null);
  }

  /**
   * Reads a plain text.
   *
   * @param language the language; null = to be found out
   * @param published resolves dates such as "last Tuesday"; null = not known
   */
  public AnnotatedArticle extract(
      String text, @Nullable Language language, @Nullable PublicationDate published) {
    Language known = language != null ? language : LanguageIdentifier.identify(text).orElse(null);
    return extract(Article.ofText(text, known, published));
  }

  /** Reads an article. */
  public AnnotatedArticle extract(Article article) {
    return extractor.read(article);
  }

  /** Reads an article and tells how the answer came about. */
  public Explanation explain(Article article) {
    return extractor.explain(article);
  }

  /** Finds the article in a page. */
  public Reading article(Page page) {
    return articles.read(page);
  }

  /** Finds the article in a page whose characters are known. */
  public Reading article(String html, URI url) {
    return articles.read(html, url);
  }
}
