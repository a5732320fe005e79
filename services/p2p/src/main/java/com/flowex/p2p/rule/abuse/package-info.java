/** Rules that find abuse in trades between people. */
@NullMarked
package com.flowex.p2p.rule.abuse;

import org.jspecify.annotations.NullMarked;
