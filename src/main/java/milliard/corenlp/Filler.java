package milliard.corenlp;

import java.util.List;
import milliard.mention.Entity;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a syntactic position: names, or a phrase that stands for one.
 *
 * @param entities the names, coordinated ones together; may be empty
 * @param anaphor how it refers back; {@link Anaphor#NONE} for names
 * @param owner the owner where the phrase is a part of one: "Google's cloud unit"
 * @param position where it stands, as a list position in the sentence
 */
record Filler(List<Entity> entities, Anaphor anaphor, @Nullable Entity owner, int position) {

  /** How a phrase refers to a company named elsewhere. */
  enum Anaphor {
    /** It does not. */
    NONE,
    /** it, elle; its, son. */
    PRONOUN,
    /** the company, le groupe. */
    DEFINITE,
    /** we, nous: the speaker's company. */
    SPEAKER
  }

  Filler {
    entities = List.copyOf(entities);
  }

  static Filler of(List<Entity> entities, int position) {
    return new Filler(entities, Anaphor.NONE, null, position);
  }

  static Filler of(Anaphor anaphor, int position) {
    return new Filler(List.of(), anaphor, null, position);
  }

  Filler withOwner(@Nullable Entity owner) {
    return new Filler(entities, anaphor, owner, position);
  }
}
