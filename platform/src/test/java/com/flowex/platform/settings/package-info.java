/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.settings;

import org.jspecify.annotations.NullMarked;
