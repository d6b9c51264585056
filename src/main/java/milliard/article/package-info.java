/**
 * Here is a page, give me the article: headline, authors, dates, language, body.
 *
 * <p>Nothing after this room looks at HTML again.
 */
@NullMarked
package milliard.article;

import org.jspecify.annotations.NullMarked;
