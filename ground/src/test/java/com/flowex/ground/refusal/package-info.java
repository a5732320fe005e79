/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.refusal;

import org.jspecify.annotations.NullMarked;
