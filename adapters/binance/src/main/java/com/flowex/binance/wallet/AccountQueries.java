package com.flowex.binance.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.Permission;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.trading.TradingQueries;
import com.flowex.wallet.WalletFacade;
import com.flowex.wallet.WalletFacade.WalletAsset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries of the caller's API key, account status and holdings. */
record AccountQueries(KeyRights rights, WalletFacade counter, TradingQueries trading) {

    private static final String NOTHING = "0";

    /**
     * {@code account/apiRestrictions}. The exchange has no subaccounts, futures, options or FIX.
     *
     * @param createTime milliseconds since 1970, as is {@code tradingAuthorityExpirationTime}, which is left out if the
     *     key does not expire
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record RestrictionsBody(
            boolean ipRestrict,
            long createTime,
            boolean enableReading,
            boolean enableWithdrawals,
            boolean enableInternalTransfer,
            boolean enableMargin,
            boolean enableFutures,
            boolean permitsUniversalTransfer,
            boolean enableVanillaOptions,
            boolean enableFixApiTrade,
            boolean enableFixReadOnly,
            boolean enableSpotAndMarginTrading,
            boolean enablePortfolioMarginTrading,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long tradingAuthorityExpirationTime) {}

    /** {@code asset/getUserAsset}. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record HoldingBody(
            String asset,
            String free,
            String locked,
            String freeze,
            String withdrawing,
            String ipoable,
            String btcValuation) {}

    Object restrictions(OperationCall call) {
        ApiKey key = key(call.caller());
        Caller owner = key.caller();
        return new RestrictionsBody(
                !key.addresses().isEmpty() && key.addresses().stream().noneMatch(range -> range.bits() == 0),
                key.createdAt().toEpochMilli(),
                owner.may(Permission.READ),
                owner.may(Permission.WITHDRAW),
                false,
                owner.may(Permission.TRADE) && rights.lending().lends(call.tenant()),
                false,
                false,
                false,
                false,
                false,
                owner.may(Permission.TRADE),
                false,
                expires(key));
    }

    private ApiKey key(Caller caller) {
        Optional<ApiKey> key = caller.credential() instanceof Credential.Key(String id)
                ? rights.keys().byId(id)
                : Optional.empty();
        return key.orElseThrow(
                () -> BinanceErrorCode.REJECTED_API_KEY.refusal("Invalid API-key, IP, or permissions for action."));
    }

    private static @Nullable Long expires(ApiKey key) {
        return key.expiresAt().isBefore(Instant.ofEpochMilli(Long.MAX_VALUE))
                ? key.expiresAt().toEpochMilli()
                : null;
    }

    Object status(OperationCall call) {
        return Map.of("data", isLocked(call) ? "Locked" : "Normal");
    }

    /** Returns the trading status; there are no ratios here that lock an account automatically. */
    Object tradingStatus(OperationCall call) {
        return Map.of(
                "data",
                Map.of(
                        "isLocked",
                        isLocked(call),
                        "plannedRecoverTime",
                        0,
                        "triggerCondition",
                        Map.of(),
                        "updateTime",
                        0));
    }

    private boolean isLocked(OperationCall call) {
        trading.view().await(call);
        return trading.risk().isKilled(call.account());
    }

    /** Returns holdings above zero; a requested asset is also returned with zero. */
    List<Object> holdings(OperationCall call) {
        if (call.params().flag("needBtcValuation").orElse(false)) {
            throw BinanceErrorCode.UNSUPPORTED_OPERATION.refusal(
                    "This operation is not supported: needBtcValuation must be false.");
        }
        Optional<Asset> asset = call.params().text("asset").map(code -> counter.asset(call.tenant(), code));
        return counter.carried(call).stream()
                .filter(carried -> asset.isEmpty()
                        ? carried.balanceUnits() > 0
                        : asset.get().equals(carried.asset()))
                .<Object>map(AccountQueries::holding)
                .toList();
    }

    private static HoldingBody holding(WalletAsset carried) {
        Asset asset = carried.asset();
        return new HoldingBody(
                asset.code(),
                Decimals.format(carried.balanceUnits() - carried.heldUnits(), asset.scale()),
                Decimals.format(carried.heldUnits(), asset.scale()),
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING);
    }
}
