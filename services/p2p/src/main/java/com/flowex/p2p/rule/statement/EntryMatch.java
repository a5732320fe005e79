package com.flowex.p2p.rule.statement;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Result of matching an entry: the trade that it pays, or the reason why there is none.
 *
 * @param trade trade that it pays, or that its text names; empty if neither is known
 */
public record EntryMatch(Result result, Optional<UUID> trade) {

    /** Days after the taking of a trade in which a payment may be booked. Banks may book a day before, by time zones. */
    private static final int DAYS_AFTER = 10;

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^A-Z0-9]+");

    /** How an entry was matched, or why not. */
    public enum Result {
        /** The text names the trade, and amount, currency and day fit. */
        BY_REFERENCE,
        /** One trade alone has this amount, currency and day. */
        BY_AMOUNT,
        NO_TRADE,
        /** Several trades have this amount, currency and day, and the text names none. */
        SEVERAL_TRADES,
        AMOUNT_DIFFERS,
        CURRENCY_DIFFERS,
        OUTSIDE_WINDOW,
        /** Another entry pays the trade that the text names. */
        TRADE_HAS_ENTRY,
        /** The entry takes an earlier one back. */
        REVERSAL;

        /** Returns true if the entry pays the trade. */
        public boolean isMatched() {
            return this == BY_REFERENCE || this == BY_AMOUNT;
        }

        /** Returns the word of the wire and of the database. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Trade of the owner of a statement.
     *
     * @param isSale true if the owner is paid
     * @param hasEntry true if another entry pays it
     * @param takenOn day of the taking in UTC
     */
    public record Payable(
            UUID id,
            boolean isSale,
            boolean hasEntry,
            BigDecimal payment,
            String currency,
            String reference,
            LocalDate takenOn) {

        /** Makes the reference comparable once, and not for each entry. */
        public Payable {
            reference = plain(reference);
        }

        /** Returns the trade as paid by an entry. */
        public Payable paid() {
            return new Payable(id, isSale, true, payment, currency, reference, takenOn);
        }

        /** Returns true if the entry pays the trade, unless it names another one or several trades fit as well. */
        public boolean mayBePaidBy(BankEntry entry) {
            return isSale == entry.isCredit() && !hasEntry && isOf(entry);
        }

        private boolean isBookedInTime(LocalDate day) {
            return !day.isBefore(takenOn.minusDays(1)) && !day.isAfter(takenOn.plusDays(DAYS_AFTER));
        }

        private boolean isOf(BankEntry entry) {
            return payment.compareTo(entry.amount()) == 0
                    && currency.equals(entry.currency())
                    && isBookedInTime(entry.bookedOn());
        }
    }

    /**
     * Matches an entry. Money that came in pays sales of the owner; money that went out pays purchases. A reversal goes
     * in the opposite direction of what it takes back (ISO 20022, ReversalIndicator).
     */
    public static EntryMatch of(BankEntry entry, List<Payable> trades) {
        String text = plain(entry.text() + " " + entry.bankId());
        boolean isOfSale = entry.isCredit() != entry.isReversal();
        List<Payable> named = trades.stream()
                .filter(trade -> trade.isSale == isOfSale)
                .filter(trade -> !trade.reference.isEmpty() && text.contains(trade.reference))
                .toList();
        if (entry.isReversal()) {
            return new EntryMatch(Result.REVERSAL, named.stream().findFirst().map(Payable::id));
        }
        if (!named.isEmpty()) {
            Payable trade = named.getFirst();
            return new EntryMatch(byReference(entry, trade), Optional.of(trade.id));
        }
        List<Payable> fitting =
                trades.stream().filter(trade -> trade.mayBePaidBy(entry)).toList();
        return switch (fitting.size()) {
            case 0 -> new EntryMatch(Result.NO_TRADE, Optional.empty());
            case 1 -> new EntryMatch(Result.BY_AMOUNT, Optional.of(fitting.getFirst().id));
            default -> new EntryMatch(Result.SEVERAL_TRADES, Optional.empty());
        };
    }

    private static Result byReference(BankEntry entry, Payable trade) {
        if (trade.hasEntry) {
            return Result.TRADE_HAS_ENTRY;
        }
        if (!trade.currency.equals(entry.currency())) {
            return Result.CURRENCY_DIFFERS;
        }
        if (trade.payment.compareTo(entry.amount()) != 0) {
            return Result.AMOUNT_DIFFERS;
        }
        return trade.isBookedInTime(entry.bookedOn()) ? Result.BY_REFERENCE : Result.OUTSIDE_WINDOW;
    }

    /** Banks change case, and leave spaces and signs out. */
    private static String plain(String text) {
        return NO_LETTER_OR_DIGIT.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
    }
}
