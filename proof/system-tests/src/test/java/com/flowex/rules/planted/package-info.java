/** Classes that break the rules on purpose. Some stand in packages of the product, because the rules go by package. */
@NullMarked
package com.flowex.rules.planted;

import org.jspecify.annotations.NullMarked;
