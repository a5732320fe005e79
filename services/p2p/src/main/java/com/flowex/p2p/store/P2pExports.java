package com.flowex.p2p.store;

import com.flowex.platform.database.export.PersonExport;
import java.util.List;

/** Queries over a person's data: rows to export, trades that prevent an erasure, and texts to erase. */
public final class P2pExports {

    private P2pExports() {}

    private static final String TRADE =
            "SELECT id, asset, currency, units, fee, price, payment, method, state, ending, buyer_units, fee_units,"
                    + " reason, value_weight, created_at, changed_at FROM p2p.trades WHERE tenant_id = ? AND ";
    private static final String UNDER_WAY =
            " AND state NOT IN ('unfunded', 'released', 'canceled', 'expired', 'returned', 'split')"
                    + " HAVING count(*) > 0";

    /** Returns the exports of a person. */
    public static List<PersonExport> all() {
        return List.of(
                of("p2p_offers", """
                SELECT id, side, asset, currency, price, margin, price_limit, remaining, least, most, methods,
                    window_minutes, terms, least_trades, least_reliability, state, created_at, changed_at
                FROM p2p.offers WHERE tenant_id = ? AND owner = ? ORDER BY id"""),
                of("p2p_purchases", TRADE + "buyer = ? ORDER BY number"),
                of("p2p_sales", TRADE + "seller = ? ORDER BY number"),
                of("p2p_messages", """
                SELECT trade, number, kind, role, file, step, body AS sealed_text,
                    'p2p.messages.body:' || tenant_id || '/' || trade || '/' || number AS sealed_text_place, at
                FROM p2p.messages
                WHERE tenant_id = ? AND account = ? ORDER BY trade, number"""),
                of("p2p_files", """
                SELECT trade, file, bytes, type, encode(hash, 'hex') AS sha256, name AS sealed_name,
                    'p2p.files.name:' || tenant_id || '/' || trade AS sealed_name_place, begun_at FROM p2p.files
                WHERE tenant_id = ? AND account = ? ORDER BY begun_at, file"""),
                of("p2p_notices", """
                SELECT number, kind, trade, offer, event, state, role, by_role, at FROM p2p.notices
                WHERE tenant_id = ? AND account = ? ORDER BY number"""),
                new PersonExport("p2p_statements", PersonExport.PersonKey.USER, """
                SELECT trade, version, role, is_appeal, text AS sealed_text,
                    'p2p.statements.text:' || tenant_id || '/' || trade || '/' || version AS sealed_text_place, at
                FROM p2p.statements WHERE tenant_id = ? AND user_id = ? ORDER BY at, trade, version"""),
                of("p2p_own_methods", """
                SELECT id, method, name_check, content AS sealed_content,
                    'p2p.own_methods.content:' || tenant_id || '/' || id AS sealed_content_place, usable_at, created_at
                FROM p2p.own_methods WHERE tenant_id = ? AND owner = ? ORDER BY id"""),
                of("p2p_payment_accounts", """
                SELECT encode(fingerprint, 'hex') AS keyed_hash, named_at FROM p2p.payment_accounts
                WHERE tenant_id = ? AND account = ? ORDER BY id"""),
                of("p2p_blocks", """
                SELECT id, trade, created_at FROM p2p.blocks WHERE tenant_id = ? AND account = ? ORDER BY id"""),
                of("p2p_reports", """
                SELECT id, trade, offer, reason, CASE WHEN closed_at IS NULL THEN 'open' WHEN state = 'dismissed'
                    THEN 'dismissed' ELSE 'confirmed' END AS state, text AS sealed_text,
                    'p2p.reports.text:' || tenant_id || '/' || reporter || '/'
                        || (extract(epoch FROM created_at) * 1000)::bigint AS sealed_text_place, created_at, closed_at
                FROM p2p.reports WHERE tenant_id = ? AND reporter = ? ORDER BY id"""),
                of("p2p_translations", """
                SELECT day, requests, characters FROM p2p.translation_use
                WHERE tenant_id = ? AND account = ? ORDER BY day"""),
                of("p2p_bank_statements", """
                SELECT id, format, entries, added, uploaded_at FROM p2p.bank_statements
                WHERE tenant_id = ? AND account = ? ORDER BY id"""),
                of("p2p_bank_entries", """
                SELECT statement, number, is_credit, amount, currency, booked_on, trade, result, name_check,
                    words AS sealed_words, 'p2p.bank_entries.words:' || tenant_id || '/' || account || '/'
                        || encode(key, 'hex') AS sealed_words_place
                FROM p2p.bank_entries WHERE tenant_id = ? AND account = ? ORDER BY statement, number"""),
                of("p2p_chargebacks", """
                SELECT id, trade, reason, recorded_at FROM p2p.chargebacks WHERE tenant_id = ? AND buyer = ?
                ORDER BY id"""),
                of("p2p_withdrawn_chargebacks", """
                SELECT id, trade, reason, recorded_at, decided_at AS withdrawn_at FROM p2p.chargeback_withdrawals
                WHERE tenant_id = ? AND buyer = ? AND is_approved ORDER BY id"""),
                of("p2p_restrictions", """
                SELECT id, set_at, ends_at, lifted_at FROM p2p.restrictions WHERE tenant_id = ? AND account = ?
                ORDER BY id"""));
    }

    /**
     * Returns the queries for trades, and for offers that others could begin a trade with, which prevent an account from
     * being closed. Each row names them in words.
     */
    public static List<PersonExport> holdings() {
        return List.of(
                of("p2p_purchases", """
                SELECT count(*) || ' purchases from people under way' FROM p2p.trades
                WHERE tenant_id = ? AND buyer = ?""" + UNDER_WAY), of("p2p_sales", """
                SELECT count(*) || ' sales to people under way' FROM p2p.trades
                WHERE tenant_id = ? AND seller = ?""" + UNDER_WAY), of("p2p_open_offers", """
                SELECT count(*) || ' offers to people' FROM p2p.offers
                WHERE tenant_id = ? AND owner = ? AND state = 'active' HAVING count(*) > 0"""));
    }

    /**
     * Returns the statements that erase a person: their offers end, and their own words, files and payment methods go.
     * Statements are sealed with the person's key, which goes, too. Trades are records of money, and the hashes of a chat are evidence of another person.
     */
    public static List<PersonExport> removals() {
        return List.of(
                of("p2p_offers", """
                UPDATE p2p.offers SET state = 'closed', terms = '', details = NULL, version = version + 1
                WHERE tenant_id = ? AND owner = ?::bigint"""),
                of("p2p_messages", """
                UPDATE p2p.messages SET body = NULL WHERE tenant_id = ? AND account = ?::bigint AND body IS NOT NULL"""),
                of("p2p_file_pieces", """
                DELETE FROM p2p.file_pieces p USING p2p.files f WHERE f.tenant_id = ? AND f.account = ?::bigint
                AND p.tenant_id = f.tenant_id AND p.trade = f.trade AND p.file = f.file"""),
                of("p2p_files", """
                UPDATE p2p.files SET name = NULL WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_notices", """
                DELETE FROM p2p.notices WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_own_methods", """
                DELETE FROM p2p.own_methods WHERE tenant_id = ? AND owner = ?::bigint"""),
                of("p2p_payment_accounts", """
                DELETE FROM p2p.payment_accounts WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_blocks", """
                DELETE FROM p2p.blocks WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_bank_statements", """
                DELETE FROM p2p.bank_statements WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_statement_parts", """
                DELETE FROM p2p.statement_parts WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_translations", """
                DELETE FROM p2p.translation_use WHERE tenant_id = ? AND account = ?::bigint"""),
                of("p2p_presence", """
                DELETE FROM p2p.presence WHERE tenant_id = ? AND account = ?::bigint"""));
    }

    private static PersonExport of(String name, String sql) {
        return new PersonExport(name, PersonExport.PersonKey.ACCOUNT, sql);
    }
}
