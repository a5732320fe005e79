package com.flowex.p2p.rule.method;

import static com.flowex.p2p.rule.method.NameCheck.DIFFERS;
import static com.flowex.p2p.rule.method.NameCheck.MATCHES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.method.MethodField.Form;
import org.junit.jupiter.api.Test;

/** Goal: fields, names and limits of payment methods mean one thing each. */
class MethodRulesTest {

    @Test
    void namesAreComparedAsBanksWriteThem() {
        assertEquals(MATCHES, NameCheck.compare("LOVELACE, ADA", "Ada Lovelace"));
        assertEquals(MATCHES, NameCheck.compare("José Peña", "Jose Pena"));
        assertEquals(MATCHES, NameCheck.compare("Ada Lovelace", "Ada Augusta Lovelace"));
        assertEquals(DIFFERS, NameCheck.compare("Ada", "Ada Lovelace"));
        assertEquals(DIFFERS, NameCheck.compare("Charles Babbage", "Ada Lovelace"));
        assertEquals(MATCHES, NameCheck.compare("王小明", "王小明"));
        assertEquals(NameCheck.NONE, NameCheck.compare(" - ", "Ada Lovelace"));
        assertEquals(NameCheck.UNKNOWN, NameCheck.compare("Ada Lovelace", ""));
    }

    @Test
    void numbersHaveRightCheckDigits() {
        assertTrue(Form.IBAN.fits("DE89 3704 0044 0532 0130 00"));
        assertFalse(Form.IBAN.fits("DE88 3704 0044 0532 0130 00"));
        assertFalse(Form.IBAN.fits("DE89"));
        assertTrue(Form.CARD.fits("4111-1111-1111-1111"));
        assertFalse(Form.CARD.fits("4111-1111-1111-1112"));
        assertTrue(Form.PHONE.fits("+49 30 1234567"));
        assertFalse(Form.DIGITS.fits("\u0661\u0662"));
        assertFalse(Form.EMAIL.fits("ada at example.com"));
    }

    @Test
    void theLimitGrowsWithHistoryAndAgeAndFallsWithReversibility() {
        assertEquals(500, PaymentLimit.of(Reversibility.NONE, 1_000, 0, 0));
        assertEquals(1_000, PaymentLimit.of(Reversibility.NONE, 1_000, 3, 30));
        assertEquals(200, PaymentLimit.of(Reversibility.DAYS, 1_000, 100, 29));
        assertEquals(500, PaymentLimit.of(Reversibility.DAYS, 1_000, 19, 1_000));
        assertEquals(1_000, PaymentLimit.of(Reversibility.DAYS, 1_000, 20, 180));
        assertEquals(50, PaymentLimit.of(Reversibility.OPEN, 1_000, 2, 1_000));
        assertEquals(Long.MAX_VALUE / 2, PaymentLimit.of(Reversibility.OPEN, Long.MAX_VALUE, 20, 180));
    }
}
