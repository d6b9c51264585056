package milliard.article;

/** A piece of a region of a page: text, or a region inside it. */
sealed interface Part permits Region, Block {}
