package milliard.index;

import milliard.deal.Deal;
import milliard.deal.Rates.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * A deal that answers a search.
 *
 * @param deal the card with every claim
 * @param certain whether it answers for sure; false = its amount or date only may
 * @param score how well the words fit
 * @param euros its amount in euros at the deal's date; null = no amount or no rate
 * @param snippet the sentence that tells it
 */
public record DealHit(
    Deal deal, boolean certain, double score, @Nullable Conversion euros, Snippet snippet) {}
