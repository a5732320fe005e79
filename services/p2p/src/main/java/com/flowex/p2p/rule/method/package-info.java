/** Rules of payment methods, as pure functions: their fields, their limits, and names of payers. */
@NullMarked
package com.flowex.p2p.rule.method;

import org.jspecify.annotations.NullMarked;
