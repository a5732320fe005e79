package com.flowex.p2p.rule.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: one payment account is the same in each writing, and what is no account is none. */
class PaymentAccountsTest {

    private static final String IBAN = "iban DE89370400440532013000";

    @Test
    void anAccountIsTheSameInEachWriting() {
        for (String text : List.of(
                "DE89 3704 0044 0532 0130 00",
                "de89370400440532013000",
                "Jane Doe, IBAN: DE89-3704-0044-0532-0130-00 BIC COBADEFFXXX",
                "IBAN DE89 3704 0044 0532 0130 00 at Test Bank 2026")) {
            assertEquals(List.of(IBAN), PaymentAccounts.in(text), text);
        }
        assertEquals(List.of("number 491701234567"), PaymentAccounts.in("+49 170 1234567"));
        assertEquals(List.of("number 491701234567"), PaymentAccounts.in("call 0049 (170) 1234567, please"));
        assertEquals(List.of("number 6037991234567890"), PaymentAccounts.in("6037-9912-3456-7890"));
        assertEquals(List.of("email jane@pay.example"), PaymentAccounts.in("PayApp: Jane@Pay.example"));
        assertEquals(List.of(IBAN, "number 123456789"), PaymentAccounts.in("123456789\nDE89370400440532013000"));
    }

    @Test
    void namesDatesBankCodesAndBrokenNumbersAreNoAccounts() {
        for (String text :
                List.of("", "Jane Doe", "by 2026-11-28", "12-34-56", "DE12", "ABC123456789DEF", "1234567 in cash")) {
            assertEquals(List.of(), PaymentAccounts.in(text), text);
        }
    }

    @Test
    void aTextNamesABoundedNumberOfAccounts() {
        StringBuilder many = new StringBuilder();
        for (int each = 0; each < 40; each++) {
            many.append(111_111_111 + each).append('\n');
        }
        assertEquals(
                PaymentAccounts.ACCOUNTS_MAX,
                PaymentAccounts.in(many.toString()).size());
    }
}
