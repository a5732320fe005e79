package com.flowex.p2p.app.report;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.rule.abuse.AbuseRule;
import com.flowex.p2p.rule.abuse.AbuseRule.Finding;
import com.flowex.p2p.rule.abuse.AbuseRule.Sign;
import com.flowex.p2p.store.method.PaymentAccountsTable;
import com.flowex.p2p.store.report.AbuseSigns;
import com.flowex.p2p.store.report.AbuseSigns.SignOf;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Search for abuse by rules. A finding becomes evidence of a case, each sign once: a sign that a case has opens no second
 * one.
 */
public final class AbuseSearch {

    /** Maximum number of signs that one search reads for a rule; the newest ones. */
    private static final int SIGNS_MAX = 5_000;

    /** Maximum number of signs that one search adds to a case. */
    private static final int EVIDENCE_MAX = 50;

    private static final Duration KEPT = Duration.ofDays(365);
    private static final int FORGET_MAX = 1_000;

    private final Database database;
    private final CaseBook cases;
    private final InstantSource clock;

    public AbuseSearch(Database database, CaseBook cases, InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.clock = clock;
    }

    /** Applies all rules; returns the number of findings with a new sign. */
    public int search(int tenant) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int found = 0;
        for (AbuseRule rule : AbuseRule.values()) {
            for (List<Sign> signs : signs(tenant, rule, now)) {
                Finding finding = rule.apply(signs, now).orElse(null);
                if (finding != null && open(tenant, finding, now)) {
                    found++;
                }
            }
        }
        Instant before = now.minus(KEPT);
        database.transaction(tenant, connection -> AbuseSigns.forget(connection, tenant, before, FORGET_MAX));
        database.transaction(tenant, connection -> PaymentAccountsTable.forget(connection, tenant, before, FORGET_MAX));
        return found;
    }

    /** Returns the signs of each person, or of each file. */
    private List<List<Sign>> signs(int tenant, AbuseRule rule, Instant now) {
        List<SignOf> signs = database.query(
                tenant, connection -> AbuseSigns.of(connection, tenant, rule, now.minus(rule.window()), SIGNS_MAX));
        Map<String, List<Sign>> bySubject = new TreeMap<>();
        signs.forEach(each -> bySubject
                .computeIfAbsent(each.subject(), _ -> new ArrayList<>())
                .add(each.sign()));
        return List.copyOf(bySubject.values());
    }

    /** A case that has all the evidence that it may have is enough. */
    private boolean open(int tenant, Finding finding, Instant now) {
        try {
            return database.transaction(tenant, connection -> {
                Predicate<Sign> isNew = sign -> AbuseSigns.isNew(connection, tenant, finding.rule(), sign, now);
                List<Sign> fresh = finding.signs().stream()
                        .filter(isNew)
                        .limit(EVIDENCE_MAX)
                        .toList();
                if (!fresh.isEmpty()) {
                    open(connection, tenant, finding, fresh, now);
                }
                return !fresh.isEmpty();
            });
        } catch (Refusal full) {
            if (full.code() != RefusalCode.P2P_LIMIT) {
                throw full;
            }
            return false;
        }
    }

    private void open(Transaction connection, int tenant, Finding finding, List<Sign> fresh, Instant now) {
        String days = " in " + finding.rule().window().toDays() + " days";
        cases.open(
                connection,
                tenant,
                new CaseBook.Incident(
                        finding.rule().pattern(),
                        finding.accounts().stream()
                                .map(account -> new AccountId(tenant, account))
                                .toList(),
                        List.of(
                                new CaseBook.Points("occurrences", finding.occurrences(), counted(finding) + days),
                                new CaseBook.Points(
                                        "people",
                                        finding.people(),
                                        Integer.toString(finding.accounts().size()))),
                        fresh.stream()
                                .map(sign -> new CaseBook.Item(
                                        sign.number(),
                                        sign.at(),
                                        new AccountId(tenant, sign.account()),
                                        sign.trade(),
                                        finding.rule().label()))
                                .toList()),
                now);
    }

    private static String counted(Finding finding) {
        return finding.rule() == AbuseRule.SHARED_ACCOUNT
                ? "one payment account of " + finding.accounts().size() + " people"
                : finding.signs().stream().map(Sign::trade).distinct().count() + " trades";
    }
}
