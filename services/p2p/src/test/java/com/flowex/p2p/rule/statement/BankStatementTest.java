package com.flowex.p2p.rule.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.statement.EntryMatch.Payable;
import com.flowex.p2p.rule.statement.EntryMatch.Result;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Goal: files of banks are read exactly or refused by line, and an entry pays one trade or says why it pays none. */
class BankStatementTest {

    private static final String CAMT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
            <Ntry><Amt Ccy="EUR">18000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>2026-11-28</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef><NtryDtls><TxDtls>
            <RltdPties><Dbtr><Pty><Nm>Jane &amp; Doe</Nm></Pty></Dbtr></RltdPties>
            <RmtInf><Ustrd>P2P 26995C11</Ustrd><Ustrd>thanks</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">30</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><RvslInd>true</RvslInd>
            <BookgDt><DtTm>2026-11-29T10:00:00+01:00</DtTm></BookgDt><NtryDtls>
            <TxDtls><Amt Ccy="EUR">10</Amt></TxDtls><TxDtls><Amt Ccy="EUR">20</Amt></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry>
            </Stmt></BkToCstmrStmt></Document>""";

    private static final UUID TRADE = new UUID(0, 7);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 28);

    private static Payable payable(UUID id, String payment, boolean hasEntry) {
        return new Payable(id, true, hasEntry, new BigDecimal(payment), "EUR", "P2P26995C11", DAY);
    }

    private static BankEntry entry(String amount, String currency, LocalDate day, String text) {
        return new BankEntry(true, new BigDecimal(amount), currency, day, "Jane Doe", text, "", false);
    }

    private static Result match(BankEntry entry, Payable... trades) {
        return EntryMatch.of(entry, List.of(trades)).result();
    }

    @Test
    void camtIsReadWithItsPaymentsPartiesAndReversals() throws StatementFault {
        List<BankEntry> entries = StatementFormat.CAMT053.read(CAMT);
        assertEquals(3, entries.size());
        assertEquals(
                new BankEntry(
                        true,
                        new BigDecimal("18000.00"),
                        "EUR",
                        DAY,
                        "Jane & Doe",
                        "P2P 26995C11 thanks",
                        " B-1",
                        false),
                entries.get(0));
        assertEquals(new BigDecimal("20"), entries.get(2).amount());
        assertFalse(entries.get(2).isCredit());
        assertTrue(entries.get(2).isReversal());
        String one = CAMT.replace("<RvslInd>true", "<RvslInd>1");
        assertTrue(StatementFormat.CAMT053.read(one).get(2).isReversal());
    }

    @Test
    void faultsNameLineAndRuleAndEntitiesAreRefused() {
        String entity = CAMT.replace("<Document", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Document")
                .replace("thanks", "&x;");
        assertFault(StatementFormat.CAMT053, entity, "no document type");
        assertFault(StatementFormat.CAMT053, "<a>".repeat(40), "at most 32 elements");
        assertFault(StatementFormat.CAMT053, "<a/>", "CAMT.053");
        assertFault(StatementFormat.CAMT053, "<a>", "well formed");
        assertFault(StatementFormat.CAMT053, CAMT.replace("18000.00", "1e9"), "amount");
        assertFault(StatementFormat.CAMT053, CAMT.replace("18000.00", "-18000.00"), "more than zero");
        assertFault(StatementFormat.CAMT053, CAMT.replace("DBIT", "OUT"), "CRDT or DBIT");
        String head = "date;amount;currency;name;text\n";
        assertFault(StatementFormat.CSV, "date;amount\n", "line 1: the column currency");
        assertFault(StatementFormat.CSV, head + "2026-02-30;1;EUR;a;b", "line 2: date");
        assertFault(StatementFormat.CSV, head + "2026-02-01;0;EUR;a;b", "line 2: amount");
        assertFault(StatementFormat.CSV, head + "2026-02-01;1;EUR;a", "line 2: 5 values");
        assertFault(StatementFormat.CSV, head + "2026-02-01;1;EUR;a;\"b", "line 2: a closing quote");
        assertFault(StatementFormat.CSV, head + "2026-02-01;1;EUR;a;b\n".repeat(5_001), "at most 5000 entries");
    }

    private static void assertFault(StatementFormat format, String content, String words) {
        StatementFault fault = assertThrows(StatementFault.class, () -> format.read(content));
        assertTrue(fault.words().contains(words), fault::words);
    }

    @Test
    void equalPaymentsOfAFileAreSeveralEntriesAndTheSameFileGivesTheSameKeys() throws StatementFault {
        String csv = "id,text,name,currency,amount,date\n,\"a \"\"b\"\", c\",x,EUR,-5,2026-02-01\n"
                + ",\"a \"\"b\"\", c\",x,EUR,-5,2026-02-01\n";
        List<BankEntry> entries = StatementFormat.CSV.read(csv);
        assertEquals("a \"b\", c", entries.getFirst().text());
        List<byte[]> keys = BankEntry.keys(entries);
        assertFalse(Arrays.equals(keys.get(0), keys.get(1)));
        assertArrayEquals(
                keys.get(1), BankEntry.keys(StatementFormat.CSV.read(csv)).get(1));
    }

    @Test
    void anEntryPaysATradeByItsReferenceOrAloneByItsAmountOrSaysWhyNot() {
        Payable trade = payable(TRADE, "18000", false);
        String named = "for p2p-26995c11";
        assertEquals(Result.BY_REFERENCE, match(entry("18000.00", "EUR", DAY, named), trade));
        assertEquals(Result.AMOUNT_DIFFERS, match(entry("17999", "EUR", DAY, named), trade));
        assertEquals(Result.CURRENCY_DIFFERS, match(entry("18000", "USD", DAY, named), trade));
        assertEquals(Result.OUTSIDE_WINDOW, match(entry("18000", "EUR", DAY.plusDays(11), named), trade));
        assertEquals(Result.TRADE_HAS_ENTRY, match(entry("18000", "EUR", DAY, named), trade.paid()));
        assertEquals(Result.BY_AMOUNT, match(entry("18000", "EUR", DAY.plusDays(10), "rent"), trade));
        assertEquals(Result.NO_TRADE, match(entry("18000", "EUR", DAY.plusDays(11), "rent"), trade));
        assertEquals(Result.NO_TRADE, match(entry("18000", "EUR", DAY.minusDays(2), "rent"), trade));
        assertEquals(
                Result.SEVERAL_TRADES,
                match(entry("18000", "EUR", DAY, "rent"), trade, payable(new UUID(0, 8), "18000", false)));
        assertEquals(
                Result.BY_AMOUNT,
                match(entry("18000", "EUR", DAY, "rent"), trade, payable(new UUID(0, 8), "18000", true)));
        BankEntry out = new BankEntry(false, new BigDecimal("18000"), "EUR", DAY, "", named, "", false);
        assertEquals(Result.NO_TRADE, match(out, trade));
        BankEntry back = new BankEntry(false, new BigDecimal("18000"), "EUR", DAY, "", named, "", true);
        assertEquals(
                new EntryMatch(Result.REVERSAL, java.util.Optional.of(TRADE)), EntryMatch.of(back, List.of(trade)));
    }
}
