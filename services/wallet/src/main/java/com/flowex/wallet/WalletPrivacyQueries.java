package com.flowex.wallet;

import com.flowex.platform.database.export.PersonExport;
import java.util.List;

/** Queries over a person's data in the wallet: rows to export, holdings that block an erasure, and rows to erase. */
public final class WalletPrivacyQueries {

    private WalletPrivacyQueries() {}

    /** Returns the queries that export a person's data. */
    public static List<PersonExport> rows() {
        return List.of(
                PersonExport.ofAccount("balances", "wallet.balances", "asset_id"),
                PersonExport.ofAccount("ledger_entries", "wallet.journal", "sequence"),
                PersonExport.ofAccount("transfers", "wallet.transactions", "sequence"),
                PersonExport.ofAccount("debts", "wallet.debts", "asset_id"),
                PersonExport.ofAccount("loans", "wallet.margin_loans", "sequence"),
                PersonExport.ofAccount("interest", "wallet.margin_interest", "sequence"),
                PersonExport.ofAccount("margin_calls", "wallet.margin_calls", "sequence"),
                PersonExport.ofAccount("liquidations", "wallet.liquidations", "sequence"),
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
                new PersonExport(
                        "assets",
                        PersonExport.PersonKey.USER,
                        "SELECT asset_id, code, scale FROM wallet.assets WHERE tenant = ? AND ?::bigint > 0"
                                + " ORDER BY asset_id"));
    }

    private static PersonExport custody(String kind, String columns, String table, String order) {
        return PersonExport.of(kind, PersonExport.PersonKey.ACCOUNT, columns, table, "tenant_id", order);
    }

    /**
     * Returns the queries for holdings that prevent an account from being closed, besides money
     * ({@link com.flowex.wallet.app.user.AccountClosureBalances}). Each row names one in words.
     */
    public static List<PersonExport> holdings() {
        return List.of(
                new PersonExport(
                        "debts",
                        PersonExport.PersonKey.ACCOUNT,
                        "SELECT 'debts in ' || count(*) || ' currencies' FROM wallet.debts WHERE tenant = ? AND account = ?"
                                + " HAVING count(*) > 0"),
                new PersonExport(
                        "conversions",
                        PersonExport.PersonKey.ACCOUNT,
                        "SELECT count(*) || ' conversions under way' FROM convert.converts"
                                + " WHERE tenant_id = ? AND account = ? AND status = 'running' HAVING count(*) > 0"));
    }

    /** Returns the statements that erase a person's data: the payees that they saved under labels of their own. */
    public static List<PersonExport> removals() {
        return List.of(
                new PersonExport(
                        "allowed_addresses",
                        PersonExport.PersonKey.ACCOUNT,
                        "DELETE FROM custody.allowed_addresses WHERE tenant_id = ? AND account = ?"),
                new PersonExport(
                        "allow_lists",
                        PersonExport.PersonKey.ACCOUNT,
                        "DELETE FROM custody.allow_lists WHERE tenant_id = ? AND account = ?"));
    }
}
