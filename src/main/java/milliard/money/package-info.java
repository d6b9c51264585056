/**
 * Here is a text, give me the amounts of money and the percentages in it, with their bounds.
 *
 * <p>The grammar is one for all languages ({@code [modality] quantity [connector quantity]
 * [modality]}, a quantity being number, scale and currency in any order and glue); the words are
 * the files {@code money/*.tsv} of a language's pack and the common currencies. What it decides:
 *
 * <ul>
 *   <li>An amount said about or exactly has low = value = high; a bound leaves the other side null;
 *       a range has no value. A plural without a number is its order of magnitude: "hundreds of
 *       millions" is 1e8 to 1e9, "several million" 2e6 to 1e7, "nine-figure" 1e8 to 1e9; low, mid
 *       and high are its thirds: "mid-nine-figure" is 4e8 to 7e8.
 *   <li>The span holds the modality words, before and after, and "between"; not "from", articles,
 *       "per month" or "a share".
 *   <li>A sign or word of many countries is decided by what stands beside it, for some by the
 *       places that the text names, else by {@code models/money/families.tsv}. "All amounts are in
 *       Canadian dollars" decides for the whole text.
 *   <li>Without a currency there is no amount, but in a list, range or comparison ("37 euros,
 *       contre 32,80") that shares one, before a noun that is money ("d'emprunts"), behind a word
 *       of raising money ("lève 12 millions"), where the same number stands elsewhere with its
 *       currency, and, where nouns are linked ("12 millions d'utilisateurs"), for a large number
 *       that counts nothing in a text that has spoken of money before.
 *   <li>Two numbers behind a verb of change ("rose from 5 to 10 million euros") are two amounts.
 * </ul>
 *
 * <p>Not for deciding what an amount is of: that is the business of the deal that it stands in.
 */
@NullMarked
package milliard.money;

import org.jspecify.annotations.NullMarked;
