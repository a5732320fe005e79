/** Bank statements: their formats, and the rules by which their entries pay trades. */
@NullMarked
package com.flowex.p2p.rule.statement;

import org.jspecify.annotations.NullMarked;
