package com.flowex.p2p.rule.statement;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Bank statement in CAMT.053 of ISO 20022. Booked entries are read; an entry of several payments is one entry for each
 * payment that has an amount. Document types and entities are refused, and the depth is bounded.
 */
final class Camt053 {

    private static final int DEPTH_MAX = 32;
    private static final int PATH_LENGTH_MAX = 300;

    private static final String ENTRY = "/Document/BkToCstmrStmt/Stmt/Ntry";
    private static final String PAYMENT = ENTRY + "/NtryDtls/TxDtls";

    private final XMLStreamReader reader;
    private final Deque<String> paths = new ArrayDeque<>();
    private final List<BankEntry> entries = new ArrayList<>();

    /** Texts of the entry and of its present payment, by their path below them. */
    private final Map<String, String> ofEntry = new HashMap<>();

    private final Map<String, String> ofPayment = new HashMap<>();

    private boolean hasPayments;

    private Camt053(XMLStreamReader reader) {
        this.reader = reader;
    }

    static List<BankEntry> read(String content) throws StatementFault {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new Camt053(factory.createXMLStreamReader(new StringReader(content))).entries();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new StatementFault(line, "XML that is well formed");
        }
    }

    private List<BankEntry> entries() throws XMLStreamException, StatementFault {
        boolean isStatement = false;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new StatementFault(line(), "no document type and no entities");
                case XMLStreamConstants.START_ELEMENT -> {
                    begin();
                    isStatement |= path().equals("/Document/BkToCstmrStmt");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {
                    // Comments and processing instructions say nothing about money.
                }
            }
        }
        if (!isStatement) {
            throw new StatementFault(1, "a Document with a BkToCstmrStmt: the format CAMT.053");
        }
        return entries;
    }

    private int line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    private String path() {
        String path = paths.peek();
        return path == null ? "" : path;
    }

    private void begin() throws StatementFault {
        if (paths.size() >= DEPTH_MAX) {
            throw new StatementFault(line(), "at most " + DEPTH_MAX + " elements in each other");
        }
        String path = path() + "/" + reader.getLocalName();
        if (path.length() > PATH_LENGTH_MAX) {
            throw new StatementFault(
                    line(), "elements whose names together have at most " + PATH_LENGTH_MAX + " characters");
        }
        paths.push(path);
        String currency = reader.getAttributeValue(null, "Ccy");
        if (currency != null) {
            put("@Ccy", currency);
        }
    }

    private void text() throws StatementFault {
        if (!reader.isWhiteSpace()) {
            put("", reader.getText());
        }
    }

    private void put(String suffix, String text) throws StatementFault {
        String path = path();
        if (path.startsWith(PAYMENT + "/")) {
            put(ofPayment, path.substring(PAYMENT.length()) + suffix, text);
        } else if (path.startsWith(ENTRY + "/")) {
            put(ofEntry, path.substring(ENTRY.length()) + suffix, text);
        }
    }

    /** Several lines of a text are one, of which the beginning is kept. */
    private void put(Map<String, String> into, String name, String text) throws StatementFault {
        into.merge(
                name,
                EntryValues.text(name, text, line()),
                (one, other) -> one.length() < StatementFormat.TEXT_MAX ? one + " " + other : one);
    }

    private void end() throws StatementFault {
        String path = paths.pop();
        if (path.equals(PAYMENT)) {
            if (ofPayment.containsKey("/Amt") || ofPayment.containsKey("/AmtDtls/TxAmt/Amt")) {
                hasPayments = true;
                add(true);
            } else {
                ofPayment.forEach(ofEntry::putIfAbsent);
            }
            ofPayment.clear();
        } else if (path.equals(ENTRY)) {
            if (!hasPayments) {
                add(false);
            }
            hasPayments = false;
            ofEntry.clear();
        }
    }

    private void add(boolean isPayment) throws StatementFault {
        String status = entry("/Sts/Cd", "/Sts");
        if (!status.isEmpty() && !status.equals("BOOK")) {
            return;
        }
        if (entries.size() >= StatementFormat.ENTRIES_MAX) {
            throw new StatementFault(line(), "a file has at most " + StatementFormat.ENTRIES_MAX + " entries");
        }
        boolean isCredit = isCredit(isPayment);
        String party = isCredit ? "/RltdPties/Dbtr" : "/RltdPties/Cdtr";
        BigDecimal amount = EntryValues.amount(any(isPayment, "/Amt", "/AmtDtls/TxAmt/Amt"), line());
        if (amount.signum() < 0) {
            throw new StatementFault(line(), "Amt: more than zero, because CdtDbtInd says in which direction");
        }
        entries.add(new BankEntry(
                isCredit,
                amount,
                EntryValues.currency(any(isPayment, "/Amt@Ccy", "/AmtDtls/TxAmt/Amt@Ccy"), line()),
                EntryValues.date(entry("/BookgDt/Dt", "/BookgDt/DtTm", "/ValDt/Dt", "/ValDt/DtTm"), line()),
                any(isPayment, party + "/Nm", party + "/Pty/Nm"),
                any(isPayment, "/RmtInf/Ustrd", "/RmtInf/Strd/CdtrRefInf/Ref", "/Refs/EndToEndId", "/AddtlNtryInf"),
                String.join(
                        " ",
                        any(isPayment, "/Refs/AcctSvcrRef", "/Refs/TxId", "/Refs/EndToEndId"),
                        entry("/AcctSvcrRef", "/NtryRef")),
                List.of("true", "1").contains(entry("/RvslInd"))));
    }

    private boolean isCredit(boolean isPayment) throws StatementFault {
        return switch (any(isPayment, "/CdtDbtInd")) {
            case "CRDT" -> true;
            case "DBIT" -> false;
            default -> throw new StatementFault(line(), "CdtDbtInd: CRDT or DBIT");
        };
    }

    /** Returns the first text that the payment has, and otherwise the first that the entry has. */
    private String any(boolean isPayment, String... names) {
        String found = isPayment ? first(ofPayment, names) : "";
        return found.isEmpty() ? first(ofEntry, names) : found;
    }

    private String entry(String... names) {
        return first(ofEntry, names);
    }

    private static String first(Map<String, String> from, String... names) {
        for (String name : names) {
            String found = from.getOrDefault(name, "");
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
