/**
 * Here are reports of deals, give me the deals: one deal told by many articles, in several
 * languages and at several stages of its life, is one.
 *
 * <p>An article's {@link milliard.mention.DealMention} with its {@link milliard.deal.Source} is a
 * {@link milliard.deal.Report}. {@link milliard.deal.SameDeal} tells whether two reports are of one
 * deal, {@link milliard.deal.Clusters} takes the connected components, and {@link
 * milliard.deal.Deal} is the card that comes of one. The result depends neither on the order of the
 * reports nor on how they were batched. {@link milliard.deal.Rates} converts amounts.
 *
 * <p>Not for storing or searching: that is {@code milliard.index}.
 */
@NullMarked
package milliard.deal;

import org.jspecify.annotations.NullMarked;
