package com.flowex.p2p.rule.statement;

import java.util.List;
import java.util.Locale;

/** Format of a bank statement. */
public enum StatementFormat {
    CAMT053 {
        @Override
        public List<BankEntry> read(String content) throws StatementFault {
            return Camt053.read(content);
        }
    },
    CSV {
        @Override
        public List<BankEntry> read(String content) throws StatementFault {
            return CsvStatement.read(content);
        }
    };

    /** Maximum number of entries of a file. */
    public static final int ENTRIES_MAX = 5_000;

    /** Maximum length of a text of an entry. */
    static final int TEXT_MAX = 500;

    /** Returns the booked entries of a file. */
    public abstract List<BankEntry> read(String content) throws StatementFault;

    /** Returns the word of the wire and of the database. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
