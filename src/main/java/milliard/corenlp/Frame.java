package milliard.corenlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import milliard.mention.DealType;
import milliard.mention.Entity;
import milliard.mention.Role;
import milliard.mention.Status;
import milliard.money.Amount;
import milliard.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * One telling of a deal in one sentence: a trigger with what fills its roles (ACE: event mention).
 * Filled while it is read, then left alone. Not for threads.
 */
final class Frame {
  final DealRule rule;
  final Clause clause;
  final int first;
  final int last;
  final Map<Role, List<Entity>> parties = new EnumMap<>(Role.class);
  final Map<Role, Filler> open = new EnumMap<>(Role.class);
  final Set<String> marks = new LinkedHashSet<>();
  @Nullable Amount amount;
  int amountDistance = 99;
  @Nullable Amount valuation;
  java.math.@Nullable BigDecimal stake;
  @Nullable String round;
  Status status = Status.ANNOUNCED;
  boolean explicitStatus;
  boolean background;

  Frame(DealRule rule, Clause clause, int first, int last) {
    this.rule = rule;
    this.clause = clause;
    this.first = first;
    this.last = last;
  }

  DealType type() {
    return rule.type();
  }

  Span trigger() {
    return clause.span(first, last);
  }

  /** Puts a phrase into a role, unless its names stand in another role already. */
  void fill(Role role, @Nullable Filler filler) {
    if (filler == null) return;
    List<Entity> fresh = new ArrayList<>();
    for (Entity entity : filler.entities()) if (!has(entity)) fresh.add(entity);
    if (!fresh.isEmpty()) {
      parties.computeIfAbsent(role, k -> new ArrayList<>()).addAll(fresh);
    } else if (filler.entities().isEmpty()
        && filler.anaphor() != Filler.Anaphor.NONE
        && !parties.containsKey(role)) {
      open.put(role, filler);
    }
  }

  private boolean has(Entity entity) {
    for (List<Entity> filled : parties.values()) {
      for (Entity other : filled) if (Parties.same(entity, other)) return true;
    }
    return false;
  }

  List<Entity> in(Role role) {
    return parties.getOrDefault(role, List.of());
  }

  int filled() {
    return parties.size();
  }

  @Override
  public String toString() {
    StringBuilder line =
        new StringBuilder(rule.name()).append(" '").append(clause.words(first, last)).append('\'');
    parties.forEach((role, names) ->
        line.append(' ').append(role.id()).append(names.stream().map(Entity::text).toList()));
    open.forEach(
        (role, filler) -> line.append(' ').append(role.id()).append('?').append(filler.anaphor()));
    if (amount != null) line.append(" = ").append(amount.text());
    line.append(' ').append(status);
    if (background) line.append(" background");
    return line.append(' ').append(marks).toString();
  }
}
