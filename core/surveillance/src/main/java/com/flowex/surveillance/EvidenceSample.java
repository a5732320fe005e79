package com.flowex.surveillance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Sample of the events that show a suspicion: the first and the last ones, however many there are. */
final class EvidenceSample {
    private static final int HALF = Suspicion.EVIDENCE_MAX / 2;

    private final List<Evidence> first = new ArrayList<>();
    private final Deque<Evidence> last = new ArrayDeque<>();
    private int count;

    void add(Evidence evidence) {
        count++;
        if (first.size() < HALF) {
            first.add(evidence);
            return;
        }
        last.add(evidence);
        if (last.size() > HALF) {
            last.remove();
        }
    }

    /** Joins several exhibits; events that one of them dropped stay dropped. */
    static EvidenceSample of(List<EvidenceSample> several) {
        EvidenceSample all = new EvidenceSample();
        several.stream()
                .flatMap(each -> each.sampled().stream())
                .sorted(Comparator.comparingLong(Evidence::sequence))
                .forEach(all::add);
        all.count = several.stream().mapToInt(EvidenceSample::count).sum();
        return all;
    }

    int count() {
        return count;
    }

    List<Evidence> sampled() {
        List<Evidence> all = new ArrayList<>(first);
        all.addAll(last);
        all.sort(Comparator.comparingLong(Evidence::sequence));
        return all;
    }
}
