package com.flowex.wallet;

import com.flowex.platform.database.export.TenantExport;
import java.util.List;

/** Tables of the wallet that belong to the export of a tenant's data. */
final class WalletExports {

    private WalletExports() {}

    static List<TenantExport> all() {
        return List.of(
                TenantExport.of("convert", "*", "convert.converts", "tenant_id", "id"),
                TenantExport.of("balance", "*", "wallet.balances", "tenant", "account, asset_id"),
                TenantExport.of("posting", "*", "wallet.journal", "tenant", "account, sequence"),
                TenantExport.of("transaction", "*", "wallet.transactions", "tenant", "account, sequence"),
                TenantExport.of(
                        "chain_transaction",
                        "id, account, type, asset_id, units, fee_units, status, network, address, memo, chain_transaction,"
                                + " sequence, code, created_at, updated_at",
                        "custody.transactions",
                        "tenant_id",
                        "account, position"),
                TenantExport.of(
                        "withdrawal",
                        "id, account, user_id, risk, reasons, needs_second, day, decided_by, approved, decided_at",
                        "custody.withdrawals",
                        "tenant_id",
                        "id"),
                TenantExport.of("withdrawal_terms", "*", "custody.terms", "tenant_id", "asset_id"),
                TenantExport.of("adjustment", "*", "custody.adjustments", "tenant_id", "proposed_at, id"),
                TenantExport.of(
                        "unclaimed_transfer", "*", "custody.unclaimed_transfers", "tenant_id", "proposed_at, id"),
                TenantExport.of("revocation", "*", "custody.revocations", "tenant_id", "proposed_at, id"),
                TenantExport.of("cold_address", "*", "custody.cold_addresses", "tenant_id", "asked_at, id"),
                TenantExport.of("refill_request", "*", "custody.refills", "tenant_id", "created_at, id"),
                TenantExport.of("allow_list", "*", "custody.allow_lists", "tenant_id", "account"),
                TenantExport.of("deposit_address", "*", "custody.addresses", "tenant_id", "network, index"),
                TenantExport.of(
                        "allowed_address", "*", "custody.allowed_addresses", "tenant_id", "account, created_at"),
                TenantExport.of("lending_pool", "*", "wallet.margin_pools", "tenant", "asset_id"),
                TenantExport.of("margin_levels", "*", "wallet.margin_levels", "tenant", "tenant"),
                TenantExport.of("margin_leverage", "*", "wallet.margin_leverages", "tenant", "account"),
                TenantExport.of("debt", "*", "wallet.debts", "tenant", "account, asset_id"),
                TenantExport.of("margin_loan", "*", "wallet.margin_loans", "tenant", "account, sequence"),
                TenantExport.of("margin_rate", "*", "wallet.margin_rates", "tenant", "asset_id, sequence"),
                TenantExport.of("margin_interest", "*", "wallet.margin_interest", "tenant", "account, sequence"),
                TenantExport.of("margin_call", "*", "wallet.margin_calls", "tenant", "account, sequence"),
                TenantExport.of("liquidation", "*", "wallet.liquidations", "tenant", "account, sequence"),
                TenantExport.of("shortfall", "*", "wallet.shortfalls", "tenant", "sequence"),
                TenantExport.of("margin_transfer", "*", "margin.transfers", "tenant_id", "proposed_at, id"),
                TenantExport.of("ledger_total", "*", "wallet.totals", "tenant", "asset_id"));
    }
}
