package com.flowex.gateway.upstream;

import com.flowex.platform.jobs.AsyncTask;
import io.helidon.common.buffers.BufferData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Health probes of all upstreams, run concurrently: a hanging upstream holds up no other. */
public final class HealthProber {

    private static final int OK = 200;
    private static final int DRAINED_MAX = 65_536;

    private final Collection<UpstreamGroup> groups;
    private final UpstreamPolicy rules;
    private final Set<Upstream> probing = ConcurrentHashMap.newKeySet();

    public HealthProber(Collection<UpstreamGroup> groups, UpstreamPolicy rules) {
        this.groups = groups;
        this.rules = rules;
    }

    /** Starts a probe of each upstream that is not being probed already. */
    public void request() {
        for (UpstreamGroup group : groups) {
            for (Upstream upstream : group.members()) {
                if (probing.add(upstream)) {
                    AsyncTask.begin("gateway-probe", () -> {
                        try {
                            request(upstream);
                        } finally {
                            probing.remove(upstream);
                        }
                    });
                }
            }
        }
    }

    void request(Upstream upstream) {
        try (UpstreamConnection connection = upstream.freshConnection()) {
            String question = "GET " + rules.probePath() + " HTTP/1.1\r\nHost: " + upstream.name()
                    + "\r\nUser-Agent: flowex-gateway\r\nConnection: close\r\n\r\n";
            connection.send(BufferData.create(question.getBytes(StandardCharsets.US_ASCII)));
            UpstreamResponse answer = connection.answer(false, rules.probeEvery());
            answer.body().skipNBytes(Math.clamp(answer.body().size(), 0, DRAINED_MAX));
            upstream.probed(
                    answer.status() == OK ? ProbeOutcome.READY : ProbeOutcome.NOT_READY,
                    rules.probePath() + " answers " + answer.status());
        } catch (UpstreamException fault) {
            upstream.probed(ProbeOutcome.NO_ANSWER, rules.probePath() + ": " + fault.getMessage());
        } catch (IOException e) {
            upstream.probed(ProbeOutcome.NO_ANSWER, rules.probePath() + ": " + e.getMessage());
        }
    }
}
