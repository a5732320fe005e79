package com.flowex.wallet.api.terms;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.chain.ChainAmounts;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.Terms;
import com.flowex.wallet.store.terms.TermsStore;
import com.flowex.wallet.store.terms.TermsTable;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes of the terms of assets, for administrators. A withdrawal that was requested before a change keeps its terms.
 */
public final class TermsRoutes {

    private static final String TERMS = "/api/v1/terms";

    private final TermsStore store;
    private final InstrumentDirectory directory;
    private final CustodyConnections vault;

    public TermsRoutes(TermsStore store, InstrumentDirectory directory, CustodyConnections vault) {
        this.store = store;
        this.directory = directory;
        this.vault = vault;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(TERMS, manage, this::list)
                .unaudited()
                .put(TERMS + "/{currency}", manage, request -> change(request, false))
                .patch(TERMS + "/{currency}", manage, request -> change(request, true));
    }

    /** The schema Terms; a null limit is none. */
    private record Shown(
            String currency,
            long version,
            List<String> networks,
            String minimum,
            String fee,
            String approvalAbove,
            @Nullable String dailyUser,
            @Nullable String dailyVip,
            @Nullable String dailyTenant,
            String depositMinimum,
            @Nullable String depositLarge,
            @Nullable String hotLimit,
            String hotLow,
            @Nullable String stopped) {}

    /** The schema TermsChange; a null term takes its default. */
    private record Form(
            @Nullable Long version,
            @Nullable String minimum,
            @Nullable String fee,
            @Nullable String approvalAbove,
            @Nullable String dailyUser,
            @Nullable String dailyVip,
            @Nullable String dailyTenant,
            @Nullable String depositMinimum,
            @Nullable String depositLarge,
            @Nullable String hotLimit,
            @Nullable String hotLow) {}

    private Answer list(Request request) {
        int tenant = request.tenant();
        return Answer.ok(Page.whole(directory.assetsOf(tenant).stream()
                .map(asset -> shown(asset, store.of(asset)))
                .toList()));
    }

    /**
     * Changes the terms of an asset.
     *
     * @param keeps true if a term that is left out stays as it is; false if it takes its default
     */
    private Answer change(Request request, boolean keeps) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        TermsTable.TermsChange change = requestedChange(form, asset, fields);
        long version = form.version() == null ? -1 : form.version();
        if (version < 0) {
            fields.refuse("version", "the one that was seen");
        }
        fields.check();
        Terms before = store.of(asset);
        Terms after = change.over(before, keeps ? before : Terms.builtIn(asset));
        requireSound(asset, after);
        request.auditBefore("terms " + asset.code(), shown(asset, before), shown(asset, after));
        if (!store.change(asset, change, version, keeps)) {
            throw new Refusal(
                    RefusalCode.VERSION_CHANGED,
                    "another administrator has changed these terms meanwhile, to version "
                            + store.of(asset).version() + ": look again");
        }
        return Answer.ok(shown(asset, store.of(asset)));
    }

    private static TermsTable.TermsChange requestedChange(Form form, Asset asset, Fields fields) {
        return new TermsTable.TermsChange(
                units("minimum", form.minimum(), asset, fields),
                units("fee", form.fee(), asset, fields),
                units("approval_above", form.approvalAbove(), asset, fields),
                units("daily_user", form.dailyUser(), asset, fields),
                units("daily_vip", form.dailyVip(), asset, fields),
                units("daily_tenant", form.dailyTenant(), asset, fields),
                units("deposit_minimum", form.depositMinimum(), asset, fields),
                units("deposit_large", form.depositLarge(), asset, fields),
                units("hot_limit", form.hotLimit(), asset, fields),
                units("hot_low", form.hotLow(), asset, fields));
    }

    private static @Nullable Long units(String field, @Nullable String value, Asset asset, Fields fields) {
        return value == null ? null : fields.notNegative(field, value, asset.scale());
    }

    /** Checks the terms against each other, with the defaults filled in. */
    private void requireSound(Asset asset, Terms terms) {
        Fields fields = new Fields();
        if (terms.minimum() <= terms.fee()) {
            fields.refuse("minimum", "above the fee of " + words(asset, terms.fee()));
        }
        if (terms.dailyVip() < terms.dailyUser()) {
            fields.refuse("daily_vip", "no less than daily_user, which is " + words(asset, terms.dailyUser()));
        }
        if (terms.depositLarge() < terms.depositMinimum()) {
            fields.refuse(
                    "deposit_large", "no less than deposit_minimum, which is " + words(asset, terms.depositMinimum()));
        }
        if (terms.hotLimit() <= terms.hotLow()) {
            fields.refuse("hot_limit", "above hot_low, which is " + words(asset, terms.hotLow()));
        }
        for (Chain chain : vault.of(asset)) {
            var coin = chain.scheme().coin(asset.code()).orElseThrow();
            if (ChainAmounts.onChain(terms.fee(), asset.scale(), coin).isEmpty()) {
                fields.refuse(
                        "fee",
                        "with at most " + coin.decimals() + " places, as "
                                + chain.scheme().network().code() + " has them");
            }
        }
        fields.check();
    }

    private Shown shown(Asset asset, Terms terms) {
        return new Shown(
                asset.code(),
                terms.version(),
                vault.of(asset).stream()
                        .map(chain -> chain.scheme().network().code())
                        .toList(),
                words(asset, terms.minimum()),
                words(asset, terms.fee()),
                words(asset, terms.approvalAbove()),
                limit(asset, BigInteger.valueOf(terms.dailyUser())),
                limit(asset, BigInteger.valueOf(terms.dailyVip())),
                limit(asset, terms.dailyTenant()),
                words(asset, terms.depositMinimum()),
                limit(asset, BigInteger.valueOf(terms.depositLarge())),
                limit(asset, BigInteger.valueOf(terms.hotLimit())),
                words(asset, terms.hotLow()),
                terms.stopped().isEmpty() ? null : terms.stopped());
    }

    private static String words(Asset asset, long units) {
        return Decimals.format(units, asset.scale());
    }

    private static @Nullable String limit(Asset asset, BigInteger units) {
        return units.compareTo(BigInteger.valueOf(Long.MAX_VALUE)) >= 0 ? null : words(asset, units.longValueExact());
    }
}
