package com.flowex.rules;

import com.tngtech.archunit.lang.ArchRule;

/** {@link Rules} of the layout (ADR 0204). */
final class LayoutRules {

    static final ArchRule PACKAGES_HAVE_NO_CYCLES = PackageSlices.matching("com.flowex.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages are read from the one that needs no other to the one that needs them all");

    private LayoutRules() {}
}
