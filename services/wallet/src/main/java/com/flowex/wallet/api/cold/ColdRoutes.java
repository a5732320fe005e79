package com.flowex.wallet.api.cold;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.chain.Chain;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.cold.HotWalletRebalancer;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.cold.ColdAddress;
import com.flowex.wallet.store.cold.ColdAddressStore;
import com.flowex.wallet.store.cold.TopUpRequestsTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes of cold addresses and top-up requests, for administrators of an exchange's money. */
public final class ColdRoutes {

    private static final String COLD = "/api/v1/cold";
    private static final String TOP_UPS = "/api/v1/refills";
    private static final int LENGTH_MAX = 200;
    private static final int ADDRESSES_MAX = 100;

    private final ColdAddressStore store;
    private final HotWalletRebalancer rebalancer;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final Sagas sagas;
    private final Duration lock;
    private final InstantSource clock;

    /** @param lock time between the approval of an address and its first use */
    public ColdRoutes(
            ColdAddressStore store,
            HotWalletRebalancer rebalancer,
            ChainDirectory chains,
            Sagas sagas,
            Duration lock,
            InstantSource clock) {
        this.store = store;
        this.rebalancer = rebalancer;
        this.vault = chains.vault();
        this.addresses = chains.addresses();
        this.directory = chains.directory();
        this.sagas = sagas;
        this.lock = lock;
        this.clock = clock;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(COLD, manage, this::list)
                .unaudited()
                .post(COLD, manage, this::request)
                .post(COLD + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(COLD + "/{id}/refuse", manage, request -> decide(request, false))
                .withoutBody()
                .post(COLD + "/{id}/retire", manage, this::retire)
                .withoutBody()
                .get(TOP_UPS, manage, this::topUps)
                .unaudited()
                .query("limit")
                .post(TOP_UPS + "/{id}/cancel", manage, this::cancel)
                .withoutBody();
    }

    /** The schema ColdAddressRequest. */
    private record Form(
            @Nullable String currency,
            @Nullable String network,
            @Nullable String address) {}

    /** The schema ColdAddress. */
    private record Shown(
            String id,
            String currency,
            String network,
            String address,
            String state,
            String askedBy,
            Instant askedAt,
            @Nullable Instant activeFrom) {}

    /** The schema Refill; amounts are in smallest units of the coin. */
    private record TopUpRequestBody(
            String id,
            String currency,
            String network,
            String chainUnits,
            String cold,
            String hot,
            String state,
            Instant createdAt,
            Instant updatedAt) {}

    private record AuditDecision(String address, boolean approved) {}

    private Shown shown(ColdAddress cold) {
        return new Shown(
                DerivedIds.hex(cold.id()),
                directory.asset(cold.asset()).code(),
                cold.network(),
                cold.address(),
                state(cold),
                Long.toString(cold.requestedBy()),
                cold.requestedAt(),
                cold.activeFrom().orElse(null));
    }

    private String state(ColdAddress cold) {
        if (cold.retired().isPresent()) {
            return "retired";
        }
        if (cold.approved().isEmpty()) {
            return "asked";
        }
        if (cold.activeFrom().isEmpty()) {
            return "refused";
        }
        return clock.instant().isBefore(cold.activeFrom().get()) ? "locked" : "active";
    }

    private TopUpRequestBody shown(TopUpRequestsTable.TopUpRequest request) {
        return new TopUpRequestBody(
                DerivedIds.hex(request.id()),
                directory.asset(request.asset()).code(),
                request.network(),
                request.chainUnits().toString(),
                request.cold(),
                request.hot(),
                request.state(),
                request.createdAt(),
                request.updatedAt());
    }

    private Answer list(Request request) {
        return Answer.ok(
                Page.whole(store.all(request.tenant()).stream().map(this::shown).toList()));
    }

    private Answer request(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String currency = fields.text("currency", form.currency(), LENGTH_MAX);
        String typed = fields.text("address", form.address(), LENGTH_MAX);
        fields.check();
        int tenant = request.tenant();
        Asset asset = directory.namedAsset(tenant, currency);
        Chain chain = vault.named(asset, form.network());
        String address = read(chain, typed);
        ColdAddress cold = new ColdAddress(
                UUID.randomUUID(),
                asset.id(),
                chain.scheme().network().code(),
                address,
                request.caller().userId(),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        requireForeign(chain, tenant, address);
        request.auditBefore("cold address " + DerivedIds.hex(cold.id()), null, shown(cold));
        switch (store.insert(tenant, cold, ADDRESSES_MAX)) {
            case FULL -> throw new Refusal(RefusalCode.WITHDRAWAL_LIMIT, "an exchange has at most " + ADDRESSES_MAX);
            case TAKEN -> throw Refusal.invalid("address", "one that no tenant of this server has");
            case INSERTED -> {}
        }
        return Answer.created(shown(find(tenant, cold.id())));
    }

    private static String read(Chain chain, String typed) {
        return switch (chain.scheme().read(typed)) {
            case ParsedAddress.Valid(String canonical) -> canonical;
            case ParsedAddress.Invalid(String why) -> throw Refusal.invalid("address", why);
        };
    }

    /** Refuses the tenant's own hot address, whether or not it is watched yet. */
    private void requireForeign(Chain chain, int tenant, String address) {
        if (addresses.hot(chain, tenant).address().equals(address)) {
            throw Refusal.invalid("address", "not the one from which this exchange pays");
        }
    }

    private ColdAddress find(int tenant, UUID id) {
        return store.find(tenant, id).orElseThrow(() -> Refusal.notFound("there is no such cold address"));
    }

    private static UUID id(Request request) {
        return DerivedIds.parse(request.path("id")).orElseThrow(() -> Refusal.notFound("there is nothing of this id"));
    }

    /** Decides on an address. The person who asked for it may withdraw the request, but not approve it. */
    private Answer decide(Request request, boolean approved) {
        int tenant = request.tenant();
        ColdAddress cold = find(tenant, id(request));
        long by = request.caller().userId();
        if (approved && cold.requestedBy() == by) {
            throw Refusal.forbidden("a second person lets a cold address through");
        }
        request.auditBefore(
                "cold address " + DerivedIds.hex(cold.id()), shown(cold), new AuditDecision(cold.address(), approved));
        if (!store.decide(tenant, cold.id(), by, approved, lock)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it is decided already, or it is retired");
        }
        return Answer.ok(shown(find(tenant, cold.id())));
    }

    /** Retires an address at once: nothing that is not yet signed is sent to it. */
    private Answer retire(Request request) {
        int tenant = request.tenant();
        ColdAddress cold = find(tenant, id(request));
        request.auditBefore(
                "cold address " + DerivedIds.hex(cold.id()), shown(cold), new AuditDecision(cold.address(), false));
        if (!rebalancer.retire(tenant, cold.id(), sagas)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it is retired");
        }
        return Answer.ok(shown(find(tenant, cold.id())));
    }

    private Answer topUps(Request request) {
        return Answer.ok(Page.whole(store.topUps(request.tenant(), request.limit()).stream()
                .map(this::shown)
                .toList()));
    }

    private Answer cancel(Request request) {
        int tenant = request.tenant();
        UUID id = id(request);
        TopUpRequestsTable.TopUpRequest upRequest =
                store.topUp(tenant, id).orElseThrow(() -> Refusal.notFound("there is no such request"));
        request.auditBefore(
                "refill " + DerivedIds.hex(id), shown(upRequest), new AuditDecision(upRequest.cold(), false));
        if (!store.cancelTopUp(tenant, id)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it is no longer open");
        }
        return Answer.ok(shown(store.topUp(tenant, id).orElseThrow()));
    }
}
