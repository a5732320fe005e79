package com.flowex.wallet.app.solvency;

import com.flowex.custody.SignerException;
import com.flowex.custody.chain.ChainException;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.crypto.Ed25519Key;
import com.flowex.platform.database.Database;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.wallet.store.solvency.Attestation;
import com.flowex.wallet.store.solvency.CustomerLiability;
import com.flowex.wallet.store.solvency.LeafSection;
import com.flowex.wallet.store.solvency.LiabilitySnapshot;
import com.flowex.wallet.store.solvency.LiabilityTreesTable;
import com.flowex.wallet.store.solvency.MerkleSumNode;
import com.flowex.wallet.store.solvency.Reserves;
import com.flowex.wallet.store.solvency.ReservesTable;
import com.flowex.wallet.store.solvency.TreeKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proof of liabilities: trees are made periodically and on an administrator's request, and each customer gets a proof.
 * Only one tree is made at a time.
 */
public final class ProofOfLiabilities implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProofOfLiabilities.class);

    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(5);

    private final Database database;
    private final InstrumentDirectory directory;
    private final SolvencySettings settings;
    private final Ed25519Key key;
    private final InstantSource clock;
    private final Reserves reserves;
    private final LiabilityTreesTable trees;
    private final ReservesTable shown;
    private final Worker maker;

    /** Reason of the last failure to show reserves; logged once, not at every attempt. */
    private final AtomicReference<String> unshown = new AtomicReference<>("");

    private final ReentrantLock making = new ReentrantLock();

    public ProofOfLiabilities(
            Database database,
            InstrumentDirectory directory,
            SolvencySettings settings,
            Reserves reserves,
            Workers workers,
            InstantSource clock) {
        this.database = database;
        this.directory = directory;
        this.settings = settings;
        this.key = settings.signing();
        this.clock = clock;
        this.reserves = reserves;
        this.trees = new LiabilityTreesTable(database, publicKey());
        this.shown = new ReservesTable(database, publicKey());
        this.maker = workers.atOnceAndEvery("solvency", CHECK_INTERVAL, this::makeDue);
    }

    /** Brings the tables up to date. */
    public void prepare() {
        database.migrate("solvency");
    }

    /** Starts to make trees, at once those that are due. */
    public void start() {
        maker.start();
    }

    /** Makes the trees that are due. A failure of one does not keep the others from being made. */
    private void makeDue() {
        List<RuntimeException> failed = new ArrayList<>();
        for (int tenant : directory.tenants()) {
            Map<String, Instant> made = trees.made(tenant);
            for (Asset asset : directory.assetsOf(tenant)) {
                Instant last = made.get(asset.code());
                try {
                    boolean isDue = last == null || !clock.instant().isBefore(last.plus(settings.every()));
                    reserve(
                            asset,
                            isDue
                                    ? made(tenant, asset)
                                    : newest(tenant, asset.code()).orElseThrow());
                } catch (RuntimeException e) {
                    failed.add(e);
                }
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    /**
     * Stores the reserves that are shown with a tree, once. If a node or the signer does not answer, a later turn
     * stores them.
     */
    private void reserve(Asset asset, LiabilityTreesTable.Published published) {
        Attestation claim = published.claim();
        if (!shown.of(claim).isEmpty()) {
            return;
        }
        try {
            shown.insert(claim, reserves.of(asset, claim.sequence(), claim.root()));
        } catch (ChainException | SignerException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(unshown.getAndSet(why))) {
                LOG.warn("reserves of {} of tenant {} are not published yet: {}", asset.code(), asset.tenant(), why);
            }
        }
    }

    /** Returns the reserves that are shown with a tree. */
    public List<Reserves.Reserve> reserves(LiabilityTreesTable.Published published) {
        return shown.of(published.claim());
    }

    /** Returns the time at which the next tree of an asset is due. */
    public Instant nextAfter(LiabilityTreesTable.Published published) {
        return published.madeAt().plus(settings.every());
    }

    public Optional<LiabilityTreesTable.Published> newest(int tenant, String asset) {
        return trees.newest(tenant, asset);
    }

    /** Returns the public key of the signature: X.509, Base64. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(key.publicKey().getEncoded());
    }

    /**
     * Makes and publishes a tree of the present balances; returns the existing one if the event has one. Reserves that
     * cannot be shown now follow later.
     *
     * @throws IllegalStateException if the balances differ from the ledger's liabilities; nothing is published then
     */
    public LiabilityTreesTable.Published make(int tenant, Asset asset) {
        LiabilityTreesTable.Published published = made(tenant, asset);
        reserve(asset, published);
        return published;
    }

    private LiabilityTreesTable.Published made(int tenant, Asset asset) {
        making.lock();
        try {
            LiabilitySnapshot tally = LiabilitySnapshot.of(
                    database, tenant, asset.id().value(), at -> TreeKey.of(key, tenant, asset.code(), at));
            Optional<LiabilityTreesTable.Published> there = trees.at(tenant, asset.code(), tally.sequence());
            return there.isPresent() ? there.get() : publish(tenant, asset, tally);
        } finally {
            making.unlock();
        }
    }

    private LiabilityTreesTable.Published publish(int tenant, Asset asset, LiabilitySnapshot tally) {
        TreeKey treeKey = TreeKey.of(key, tenant, asset.code(), tally.sequence());
        List<LeafSection> sections = new ArrayList<>();
        List<MerkleSumNode> tops = new ArrayList<>();
        for (int from = 0; from < tally.owed().size(); from += LeafSection.LEAVES) {
            int to = Math.min(from + LeafSection.LEAVES, tally.owed().size());
            LeafSection section = new LeafSection(tally.owed().subList(from, to));
            sections.add(section);
            tops.add(MerkleSumTree.root(section.nodes(tenant, treeKey)));
        }
        MerkleSumNode root = MerkleSumTree.root(tops);
        if (tally.liabilities().compareTo(BigDecimal.valueOf(root.sum())) != 0) {
            throw new IllegalStateException("the leaves of " + asset.code() + " sum to " + root.sum() + " at event "
                    + tally.sequence() + ", the ledger owes " + tally.liabilities());
        }
        Instant madeAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Attestation claim = Attestation.of(
                new Attestation.Subject(tenant, asset.code(), asset.scale().places()),
                tally.sequence(),
                madeAt.toString(),
                tally.owed().size(),
                root);
        LiabilityTreesTable.Published published =
                new LiabilityTreesTable.Published(claim, madeAt, key.sign(claim.signed()));
        trees.insert(published, sections, tops, root, settings.kept());
        return published;
    }

    /** Returns a customer's proof in the newest tree; empty if there is no tree, or it owes the customer nothing. */
    public Optional<ProofFile> proof(AccountId account, String asset) {
        return newest(account.tenant(), asset).flatMap(published -> proof(account, published));
    }

    private Optional<ProofFile> proof(AccountId account, LiabilityTreesTable.Published published) {
        Attestation claim = published.claim();
        TreeKey treeKey = TreeKey.of(key, claim.tenant(), claim.asset(), claim.sequence());
        return trees.section(claim, treeKey.tag(account.number()))
                .flatMap(found -> proof(account, published, treeKey, found));
    }

    private Optional<ProofFile> proof(
            AccountId account,
            LiabilityTreesTable.Published published,
            TreeKey treeKey,
            LiabilityTreesTable.IndexedSection found) {
        List<CustomerLiability> leaves = found.section().leaves();
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).account() == account.number()) {
                List<MerkleSumNode> path =
                        new ArrayList<>(MerkleSumTree.path(found.section().nodes(account.tenant(), treeKey), i));
                path.addAll(MerkleSumTree.path(trees.tops(published.claim()), found.index()));
                return Optional.of(new ProofFile(
                        Attestation.FORMAT,
                        published.claim(),
                        published.signature(),
                        publicKey(),
                        new ProofFile.Leaf(
                                (long) found.index() * LeafSection.LEAVES + i,
                                LeafSection.name(account.tenant(), account.number()),
                                HexFormat.of().formatHex(treeKey.salt(account.number())),
                                Long.toString(leaves.get(i).balance())),
                        path.stream().map(ProofOfLiabilities::step).toList()));
            }
        }
        return Optional.empty();
    }

    private static ProofFile.Step step(MerkleSumNode node) {
        return new ProofFile.Step(HexFormat.of().formatHex(node.hash()), Long.toString(node.sum()));
    }

    @Override
    public void close() {
        maker.close();
    }
}
