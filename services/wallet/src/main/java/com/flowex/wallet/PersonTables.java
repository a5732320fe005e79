package com.flowex.wallet;

import com.flowex.ground.database.PersonRows;
import java.util.List;

/** Queries over a person's data in the wallet: rows to export, holdings that block an erasure, and rows to erase. */
public final class PersonTables {

    private PersonTables() {}

    /** Returns the queries that export a person's data. */
    public static List<PersonRows> rows() {
        return List.of(
                PersonRows.ofAccount("balances", "wallet.balances", "asset_id"),
                PersonRows.ofAccount("ledger_entries", "wallet.journal", "sequence"),
                PersonRows.ofAccount("transfers", "wallet.transactions", "sequence"),
                custody(
                        "deposits_and_withdrawals",
                        "id, type, asset_id, units, fee_units, status, network, address, memo, chain_transaction,"
                                + " confirmations, code, detail, created_at, updated_at",
                        "custody.transactions",
                        "position"),
                custody("deposit_addresses", "network, address, created_at", "custody.addresses", "network"),
                custody(
                        "allowed_addresses",
                        "network, address, memo, label, created_at, active_from",
                        "custody.allowed_addresses",
                        "created_at, network, address, memo"),
                custody(
                        "conversions",
                        "id, instrument, is_buy, quantity, price, gives, gets, fee, status, code, gave, got, paid_fee,"
                                + " created_at",
                        "convert.converts",
                        "created_at, id"),
                new PersonRows(
                        "assets",
                        PersonRows.Of.ACCOUNT,
                        "SELECT asset_id, code, scale FROM wallet.assets WHERE tenant = ? AND ?::bigint > 0"
                                + " ORDER BY asset_id"));
    }

    private static PersonRows custody(String kind, String columns, String table, String order) {
        return PersonRows.of(kind, PersonRows.Of.ACCOUNT, columns, table, "tenant_id", "account", order);
    }

    /** What keeps an account from being given up, besides money ({@link com.flowex.wallet.leaving.LeftBehind}): each row says what, in words. */
    public static List<PersonRows> holdings() {
        return List.of(new PersonRows(
                "conversions",
                PersonRows.Of.ACCOUNT,
                "SELECT count(*) || ' conversions under way' FROM convert.converts"
                        + " WHERE tenant_id = ? AND account = ? AND status = 'running' HAVING count(*) > 0"));
    }

    /** Returns the statements that erase a person's data: the payees that they saved under labels of their own. */
    public static List<PersonRows> removals() {
        return List.of(
                new PersonRows(
                        "allowed_addresses",
                        PersonRows.Of.ACCOUNT,
                        "DELETE FROM custody.allowed_addresses WHERE tenant_id = ? AND account = ?"),
                new PersonRows(
                        "allow_lists",
                        PersonRows.Of.ACCOUNT,
                        "DELETE FROM custody.allow_lists WHERE tenant_id = ? AND account = ?"));
    }
}
