export { Icon, type IconProps } from './Icon.tsx';
export { ICON_NAMES, isIcon } from './names.ts';
