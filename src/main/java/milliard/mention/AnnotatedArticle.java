package milliard.mention;

import java.util.List;
import milliard.article.Article;
import milliard.money.Amount;
import milliard.money.Percent;

/**
 * What one article says. All offsets are into {@link Article#text()}; each list is in the order of
 * the text, deals with the main ones first.
 *
 * @param article the article
 * @param entities names
 * @param amounts amounts of money
 * @param percents percentages
 * @param dates dates said in the text
 * @param deals deals, each once
 * @param notes what was cut or left out and why (bounded length); empty as a rule
 */
public record AnnotatedArticle(
    Article article,
    List<Entity> entities,
    List<Amount> amounts,
    List<Percent> percents,
    List<DateMention> dates,
    List<DealMention> deals,
    List<String> notes) {
  public AnnotatedArticle {
    entities = List.copyOf(entities);
    amounts = List.copyOf(amounts);
    percents = List.copyOf(percents);
    dates = List.copyOf(dates);
    deals = List.copyOf(deals);
    notes = List.copyOf(notes);
  }
}
