/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.settings;

import org.jspecify.annotations.NullMarked;
