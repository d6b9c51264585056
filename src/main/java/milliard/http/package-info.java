/**
 * Here is the index of a home, show it: a JSON API for programs and a page for people.
 *
 * <p>{@link milliard.http.Server} listens, on loopback unless told otherwise; the API is {@code
 * /api/v1}, described by the OpenAPI document that it serves; the page is static files that read
 * the API. Read-only. Not for crawling, and not for what a query means: that is the index's.
 *
 * <p>What the web wrote is text, never markup: answers are JSON, the page sets text nodes only, and
 * the Content-Security-Policy forbids the rest.
 */
@NullMarked
package milliard.http;

import org.jspecify.annotations.NullMarked;
