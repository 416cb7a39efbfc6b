import { boot } from 'local/boot';

export default boot.user?.id;
