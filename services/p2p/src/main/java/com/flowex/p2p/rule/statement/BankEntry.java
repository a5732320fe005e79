package com.flowex.p2p.rule.statement;

import com.flowex.p2p.rule.Sha256;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Booked entry of a bank statement.
 *
 * @param isCredit true for money that came in
 * @param amount more than zero
 * @param currency ISO 4217
 * @param name name of the other side; empty if the bank does not say it
 * @param text text of the payment
 * @param bankId id that the bank gave the entry; empty without one
 * @param isReversal true for an entry that takes an earlier one back
 */
public record BankEntry(
        boolean isCredit,
        BigDecimal amount,
        String currency,
        LocalDate bookedOn,
        String name,
        String text,
        String bankId,
        boolean isReversal) {

    /**
     * Returns a key for each entry, in their order. Equal entries of one file differ by their number among each other,
     * so a payment that was made twice is two entries, and the same file gives the same keys again.
     */
    public static List<byte[]> keys(List<BankEntry> entries) {
        Map<String, Integer> seen = new HashMap<>();
        List<byte[]> keys = new ArrayList<>();
        for (BankEntry entry : entries) {
            String content = entry.content();
            int ordinal = seen.merge(content, 1, Integer::sum);
            keys.add(Sha256.of(content + "\n" + ordinal));
        }
        return keys;
    }

    private String content() {
        return String.join(
                "\n",
                isCredit ? "credit" : "debit",
                amount.stripTrailingZeros().toPlainString(),
                currency,
                bookedOn.toString(),
                name,
                text,
                bankId,
                Boolean.toString(isReversal));
    }
}
