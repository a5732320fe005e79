/** Health of the trades between people, for operators. */
@NullMarked
package com.flowex.p2p.app.oversight;

import org.jspecify.annotations.NullMarked;
