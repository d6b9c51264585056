package milliard.cli;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.stream.Collectors;
import milliard.deal.Deal;
import milliard.deal.Party;
import milliard.deal.Rates.Conversion;
import milliard.deal.Report;
import milliard.mention.Role;
import milliard.money.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A deal as a row of a table. Names of several parties in one role stand between semicolons; money
 * is in units of the currency; dates are ISO 8601, as precise as known.
 */
public record DealRow(
    String id,
    String type,
    String status,
    @Nullable String date,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate lastDay,
    @Nullable String customer,
    @Nullable String provider,
    @Nullable String acquirer,
    @Nullable String target,
    @Nullable String seller,
    @Nullable String party,
    @Nullable String company,
    @Nullable String leadInvestor,
    @Nullable String investor,
    @Nullable String recipient,
    @Nullable String partner,
    @Nullable String vehicle,
    @Nullable String issuer,
    @Nullable String exchange,
    @Nullable String borrower,
    @Nullable String lender,
    @Nullable String authority,
    @Nullable String plaintiff,
    @Nullable String defendant,
    @Nullable String amountText,
    @Nullable BigDecimal amountValue,
    @Nullable BigDecimal amountLow,
    @Nullable BigDecimal amountHigh,
    @Nullable String amountModality,
    @Nullable String currency,
    @Nullable BigDecimal euros,
    @Nullable BigDecimal rate,
    boolean undisclosed,
    @Nullable BigDecimal valuation,
    @Nullable String valuationCurrency,
    @Nullable BigDecimal stake,
    @Nullable String round,
    @Nullable String subject,
    @Nullable String duration,
    boolean main,
    double confidence,
    int independentSources,
    int reports,
    String languages,
    String sites,
    boolean disputed,
    String sentence,
    @Nullable String url) {

  static DealRow of(Deal deal, @Nullable Conversion euros) {
    Amount amount = deal.amount();
    Amount valuation = deal.valuation();
    Report best = deal.best();
    URI url = best.source().url();
    return new DealRow(
        deal.id(),
        deal.type().id(),
        deal.status().id(),
        deal.date() == null ? null : deal.date().iso(),
        deal.date() == null ? null : deal.date().first(),
        deal.date() == null ? null : deal.date().last(),
        names(deal, Role.CUSTOMER),
        names(deal, Role.PROVIDER),
        names(deal, Role.ACQUIRER),
        names(deal, Role.TARGET),
        names(deal, Role.SELLER),
        names(deal, Role.PARTY),
        names(deal, Role.COMPANY),
        names(deal, Role.LEAD_INVESTOR),
        names(deal, Role.INVESTOR),
        names(deal, Role.RECIPIENT),
        names(deal, Role.PARTNER),
        names(deal, Role.VEHICLE),
        names(deal, Role.ISSUER),
        names(deal, Role.EXCHANGE),
        names(deal, Role.BORROWER),
        names(deal, Role.LENDER),
        names(deal, Role.AUTHORITY),
        names(deal, Role.PLAINTIFF),
        names(deal, Role.DEFENDANT),
        amount == null ? null : Words.flat(amount.text()),
        amount == null ? null : amount.value(),
        amount == null ? null : amount.low(),
        amount == null ? null : amount.high(),
        amount == null ? null : amount.modality().id(),
        amount == null ? null : amount.currency(),
        euros == null ? null : euros.value() != null ? euros.value() : euros.low(),
        euros == null ? null : euros.rate(),
        deal.undisclosed(),
        valuation == null ? null : valuation.value() != null ? valuation.value() : valuation.low(),
        valuation == null ? null : valuation.currency(),
        deal.stake(),
        deal.round(),
        deal.subject(),
        deal.duration() == null ? null : deal.duration().toString(),
        deal.main(),
        deal.confidence(),
        deal.independentSources(),
        deal.reports().size(),
        String.join("; ", deal.languages()),
        String.join("; ", deal.sites()),
        !deal.disagreements().isEmpty(),
        best.sentence(),
        url == null ? null : url.toString());
  }

  private static @Nullable String names(Deal deal, Role role) {
    String names = deal.parties(role).stream().map(Party::name).collect(Collectors.joining("; "));
    return names.isEmpty() ? null : names;
  }
}
